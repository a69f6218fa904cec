package io.smartcallcenter.routing.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smartcallcenter.defaults.query.Problems.Violation;
import io.smartcallcenter.routing.rules.document.RulesDocument;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** A document, or a part of one, as it comes and goes. */
public final class DocumentBody {

    public static final String YAML = "application/yaml";
    public static final String JSON = MediaType.APPLICATION_JSON;

    /** Rules need ten. What can just be read could not be written any more as a part of a whole. */
    private static final int MOST_LEVELS = 50;

    private DocumentBody() {}

    /**
     * @throws io.smartcallcenter.routing.rules.document.InvalidRules when it cannot be read
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 when it is nested too deeply
     */
    public static RulesDocument read(String body, MediaType type) {
        String text = body == null ? "" : body;
        boolean json = type != null && type.getSubtype().endsWith("json");
        RulesDocument document = json ? RulesDocument.parseJson(text) : RulesDocument.parseYaml(text);
        if (deeperThan(MOST_LEVELS, document.root())) {
            throw refused("body", "body", "is nested deeper than " + MOST_LEVELS + " levels");
        }
        return document;
    }

    private static boolean deeperThan(int levels, JsonNode node) {
        if (!node.isContainerNode()) {
            return false;
        }
        if (levels == 0) {
            return true;
        }
        for (JsonNode each : node) {
            if (deeperThan(levels - 1, each)) {
                return true;
            }
        }
        return false;
    }

    /** 400: the body or the path cannot be used. */
    static HttpProblem refused(String field, String in, String message) {
        return HttpProblem.builder()
                .withStatus(400)
                .withTitle("Bad Request")
                .withDetail(field + " " + message)
                .with("violations", List.of(new Violation(field, in, message)))
                .build();
    }
}
