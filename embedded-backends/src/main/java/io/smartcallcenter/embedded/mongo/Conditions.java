package io.smartcallcenter.embedded.mongo;

import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The conditions of a query that all have to hold, by field. */
final class Conditions {

    private final Map<String, Condition> byField = new HashMap<>();

    Conditions(Document query) {
        collect(query);
    }

    /** null if there is none that an order helps with */
    Condition on(String field) {
        return byField.get(field);
    }

    private void collect(Document query) {
        query.forEach((field, value) -> {
            if (field.equals("$and") && value instanceof Collection<?> all) {
                for (Object each : all) {
                    if (each instanceof Document part) {
                        collect(part);
                    }
                }
            } else if (!field.startsWith("$") && !BsonRegularExpression.isRegularExpression(value)) {
                demand(byField.computeIfAbsent(field, key -> new Condition()), value);
            }
        });
    }

    private static void demand(Condition condition, Object value) {
        if (value instanceof Document operators) {
            operators.forEach(condition::demand);
        } else {
            condition.demand("$eq", value);
        }
    }
}
