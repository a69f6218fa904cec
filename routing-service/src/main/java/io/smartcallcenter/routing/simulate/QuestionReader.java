package io.smartcallcenter.routing.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a question. A field that is misspelt is refused as one that is wrong: ignored, it would give the answer to another
 * question. Every refusal is a problem that names the field.
 */
final class QuestionReader {

    private static final Pattern NODE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final int MOST_OPERATORS = 100_000;
    /** In the year 2242: far from where calendars end. */
    private static final long LATEST_S = Integer.MAX_VALUE * 4L;

    private final ObjectReader json;

    QuestionReader(ObjectMapper mapper) {
        this.json = mapper.readerFor(Question.class)
                .with(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
                        // Of two entries of one name in a document the first would be forgotten in silence.
                        DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .without(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 400 if it is no JSON, 422 if a field cannot be used */
    Question read(byte[] body) {
        Question question = parse(body);
        if (question == null) {
            throw Refusal.field("dialled", "is missing");
        }
        check(question);
        return question;
    }

    private Question parse(byte[] body) {
        try {
            return json.readValue(body);
        } catch (JsonMappingException e) {
            throw e.getPath().isEmpty()
                    ? Refusal.unreadable("The body is not what this operation reads, see /openapi")
                    : Refusal.field(path(e.getPath()), message(e));
        } catch (JsonProcessingException e) {
            throw Refusal.unreadable("The body is no JSON");
        } catch (IOException e) {
            throw new IllegalStateException("bytes cannot fail to be read", e);
        }
    }

    private static String path(List<JsonMappingException.Reference> path) {
        StringBuilder text = new StringBuilder();
        for (JsonMappingException.Reference step : path) {
            if (step.getFieldName() == null) {
                text.append('[').append(step.getIndex()).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return text.toString();
    }

    private static String message(JsonMappingException e) {
        if (e instanceof UnrecognizedPropertyException) {
            return "is unknown";
        }
        return e instanceof InvalidFormatException format
                        && format.getTargetType() != null
                        && format.getTargetType().isEnum()
                ? "is none of " + Arrays.toString(format.getTargetType().getEnumConstants())
                : "is of another kind than is read here, see /openapi";
    }

    private static void check(Question question) {
        if (question.dialled() == null) {
            throw Refusal.field("dialled", "is missing");
        }
        if (question.node() != null && !NODE.matcher(question.node()).matches()) {
            throw Refusal.field("node", "is no name of a node");
        }
        if (question.rules() != null && question.document() != null) {
            throw Refusal.field("document", "is given and rules too: only one can decide");
        }
        if (question.assume() != null) {
            question.assume().queues().forEach(QuestionReader::check);
            question.assume().devices().forEach((iface, device) -> {
                if (device == null) {
                    throw Refusal.field("assume.devices." + iface, "is missing");
                }
            });
            if (question.assume().paused().stream().anyMatch(Objects::isNull)) {
                throw Refusal.field("assume.paused", "has an entry that is no interface");
            }
        }
    }

    private static void check(String queue, Question.Staffing staffing) {
        if (staffing == null) {
            throw Refusal.field("assume.queues." + queue, "is missing");
        }
        boolean fits = Stream.of(
                        staffing.free(), staffing.busy(), staffing.paused(), staffing.unreachable(), staffing.waiting())
                .filter(Objects::nonNull)
                .allMatch(count -> count >= 0 && count <= MOST_OPERATORS);
        if (!fits) {
            throw Refusal.field("assume.queues." + queue, "has a number that is not within 0.." + MOST_OPERATORS);
        }
    }

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 422 if it is no time */
    static Instant at(Question question, Instant now) {
        if (question.at() == null) {
            return now;
        }
        try {
            Instant at = OffsetDateTime.parse(question.at()).toInstant();
            if (!at.isBefore(Instant.EPOCH) && at.getEpochSecond() <= LATEST_S) {
                return at;
            }
        } catch (DateTimeException unreadable) {
            throw Refusal.field("at", "is not an ISO-8601 time with offset, 2026-11-23T00:00:00Z");
        }
        throw Refusal.field("at", "is out of range");
    }
}
