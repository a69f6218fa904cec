package io.smartcallcenter.routing.rules.document;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Rules as they are written, in YAML or in JSON of the same shape (docs/routing.md). Whether they make sense is found out by
 * {@link RulesReader}.
 *
 * @param root what was read; the order of its keys is kept, since that of caller lists has a meaning
 */
public record RulesDocument(JsonNode root) {

    /** How large a document may be, in bytes of its JSON and of the text that is read. */
    public static final int MOST_BYTES = 8 * 1024 * 1024;

    private static final YAMLFactory YAML_FACTORY = YAMLFactory.builder()
            .loaderOptions(loaderOptions())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();
    private static final ObjectMapper YAML = YAMLMapper.builder(YAML_FACTORY)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            // A second document after a line of --- would be ignored in silence.
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Pattern OCTAL = Pattern.compile("[-+]?0[0-9_]+");

    private static LoaderOptions loaderOptions() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MOST_BYTES);
        return options;
    }

    /** @throws InvalidRules with line and column when it is no YAML, or when it is too large */
    public static RulesDocument parseYaml(String yaml) {
        refuseTooLarge(yaml.getBytes(StandardCharsets.UTF_8).length);
        try {
            refuseTraps(yaml);
            return new RulesDocument(YAML.readTree(yaml));
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        } catch (IOException e) {
            throw new IllegalStateException("a text cannot fail to be read", e);
        }
    }

    /** @throws InvalidRules with line and column when it is no JSON, or when it is too large */
    public static RulesDocument parseJson(String json) {
        refuseTooLarge(json.getBytes(StandardCharsets.UTF_8).length);
        try {
            return new RulesDocument(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw unreadable(e);
        }
    }

    /** For people and for repositories: all texts in quotes, so that {@code "0001"} stays a text for every reader of YAML. */
    public String yaml() {
        return written(YAML);
    }

    /** Without spaces, keys in their order: equal documents give equal texts. */
    public String json() {
        return written(JSON);
    }

    private String written(ObjectMapper mapper) {
        try {
            return mapper.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree cannot fail to be written", e);
        }
    }

    /** @throws InvalidRules if its JSON is too large */
    void refuseTooLarge() {
        refuseTooLarge(json().getBytes(StandardCharsets.UTF_8).length);
    }

    private static void refuseTooLarge(long bytes) {
        if (bytes > MOST_BYTES) {
            throw new InvalidRules(List.of(new Fault("", "is larger than " + MOST_BYTES + " bytes")));
        }
    }

    /** What is read as something else than people mean: {@code *name} is the text {@code name}, and {@code 060} is 48. */
    private static void refuseTraps(String yaml) throws IOException {
        try (YAMLParser parser = YAML_FACTORY.createParser(yaml)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (parser.isCurrentAlias()) {
                    throw unreadable(parser.currentTokenLocation(), "aliases (*name) are not supported");
                }
                if (token == JsonToken.VALUE_NUMBER_INT
                        && OCTAL.matcher(parser.getText()).matches()) {
                    throw unreadable(
                            parser.currentTokenLocation(),
                            "a number that begins with 0 is octal: leave the 0 away, or put it in quotes");
                }
            }
        }
    }

    private static InvalidRules unreadable(JsonProcessingException e) {
        // Lines that begin with a space are a picture of the place.
        String message = e.getOriginalMessage()
                .lines()
                .filter(line -> !line.startsWith(" "))
                .collect(Collectors.joining(", "));
        return e.getLocation() == null
                ? new InvalidRules(List.of(new Fault("", message)))
                : unreadable(e.getLocation(), message);
    }

    private static InvalidRules unreadable(JsonLocation at, String message) {
        return new InvalidRules(List.of(new Fault("line " + at.getLineNr() + ", column " + at.getColumnNr(), message)));
    }
}
