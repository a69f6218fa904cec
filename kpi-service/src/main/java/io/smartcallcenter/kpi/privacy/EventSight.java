package io.smartcallcenter.kpi.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smartcallcenter.defaults.privacy.Sight;
import java.util.Set;

/**
 * What somebody sees of an event's data, at any depth. Fields that are known to hold nothing of a caller are shown; those that hold
 * a number or a name are masked; any other text, of a newer version too, is searched for numbers.
 */
public final class EventSight {

    /** Numbers of a caller, or of whoever they were connected to. */
    private static final Set<String> NUMBERS = Set.of("number", "caller", "callback", "connected", "target");

    /** An object of this name, or with a number in it, is a party: its name is a caller's. */
    private static final Set<String> PARTIES = Set.of("caller", "connected");

    /** May be the caller's name. */
    private static final String CAPTION = "caption";

    /** What the caller typed: a choice in a menu, or a card. */
    private static final String DIGITS = "digits";

    /** Ids and names of Asterisk and of our rules: digits in them are nobody's number. */
    private static final Set<String> OPEN = Set.of(
            "callId",
            "entryId",
            "offerId",
            "channelId",
            "requestId",
            "decisionId",
            "expiresAt",
            "queue",
            "interface",
            "endpoint",
            "trunk",
            "context",
            "flow",
            "node",
            "mailbox",
            "recording");

    /** What a caller dialled is a number of ours; later it may be whoever an operator transferred them to. */
    private static final String DIALLED = "dialled";

    private static final String STARTED = "call.started";

    private EventSight() {}

    /** A copy of what is seen; the data itself if it is everything. */
    public static JsonNode of(JsonNode data, Sight sight) {
        return sight == Sight.FULL ? data : see(data, "", false, sight);
    }

    private static JsonNode see(JsonNode value, String field, boolean ofParty, Sight sight) {
        if (value.isObject()) {
            return seeObject((ObjectNode) value, field, sight);
        }
        if (value.isArray()) {
            ArrayNode seen = JsonNodeFactory.instance.arrayNode();
            value.forEach(each -> seen.add(see(each, field, ofParty, sight)));
            return seen;
        }
        return value.isTextual() ? text(value.textValue(), field, ofParty, sight) : number(value, field, sight);
    }

    private static JsonNode seeObject(ObjectNode object, String field, Sight sight) {
        boolean party = PARTIES.contains(field) || object.has("number");
        ObjectNode seen = JsonNodeFactory.instance.objectNode();
        object.fields().forEachRemaining(each -> {
            boolean open = isOpen(each.getKey(), object);
            seen.set(each.getKey(), open ? each.getValue() : see(each.getValue(), each.getKey(), party, sight));
        });
        return seen;
    }

    /** What only the object tells of: the target of a rule's action is no number of a caller. */
    private static boolean isOpen(String field, ObjectNode object) {
        return (field.equals("target") && object.has("action"))
                || (field.equals(DIALLED) && object.path("type").asText().equals(STARTED));
    }

    private static JsonNode text(String text, String field, boolean ofParty, Sight sight) {
        return JsonNodeFactory.instance.textNode(text.isEmpty() ? text : seen(text, field, ofParty, sight));
    }

    private static String seen(String text, String field, boolean ofParty, Sight sight) {
        if (NUMBERS.contains(field)) {
            return sight.number(text);
        }
        if (field.equals(DIGITS)) {
            return sight.digits(text);
        }
        if (field.equals(CAPTION) || (ofParty && field.equals("name"))) {
            return sight.name(text);
        }
        return OPEN.contains(field) ? text : sight.text(text);
    }

    /** The contract writes numbers of callers as text; if a newer one does not, they are hidden all the same. */
    private static JsonNode number(JsonNode value, String field, Sight sight) {
        return value.isNumber() && NUMBERS.contains(field)
                ? JsonNodeFactory.instance.textNode(sight.number(value.asText()))
                : value;
    }
}
