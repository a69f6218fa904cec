package io.smartcallcenter.cdr.store;

import io.smartcallcenter.cdr.reconcile.Sides.Side;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bson.Document;

/** Sides of calls as documents. */
final class SidesDocuments {

    /** Where a number may stand. */
    static final List<String> WITH_NUMBERS = List.of("trunk", "did");

    private SidesDocuments() {}

    /** Null in, null out. */
    static Document write(Side side) {
        return side == null
                ? null
                : new Document("queue", side.queue())
                        .append("operator", side.operator())
                        .append("trunk", side.trunk())
                        .append("did", side.did())
                        .append("answered", side.answered())
                        .append("talk", side.talkS());
    }

    /** Null in, null out. */
    static Document erased(Document side, UnaryOperator<String> hide) {
        if (side == null) {
            return null;
        }
        Document erased = new Document(side);
        WITH_NUMBERS.forEach(field -> erased.computeIfPresent(field, (name, text) -> hide.apply((String) text)));
        return erased;
    }

    /** Null in, null out. */
    static Side read(Document document) {
        return document == null
                ? null
                : new Side(
                        document.getString("queue"),
                        document.getString("operator"),
                        document.getString("trunk"),
                        document.getString("did"),
                        document.getBoolean("answered"),
                        CdrDocuments.number(document, "talk"));
    }
}
