package io.smartcallcenter.notification.alert;

import io.smartcallcenter.events.Alert.Silenced;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** What nobody wants to be told of. Not thread-safe. */
public final class Silences {

    private static final int MOST = 1_000;

    private final Map<String, Silenced> byId = new HashMap<>();

    /** The newest record of an id counts, in whatever order they come. When there are too many, the one that ends first goes. */
    public void apply(Silenced silence) {
        byId.merge(silence.id(), silence, (known, seen) -> seen.at().isBefore(known.at()) ? known : seen);
        if (byId.size() > MOST) {
            byId.values().stream().min(Comparator.comparing(Silenced::until)).ifPresent(byId.values()::remove);
        }
    }

    /** @param rule id of the rule that the alert breaks */
    public boolean cover(String key, String rule, Instant now) {
        return byId.values().stream().anyMatch(each -> now.isBefore(each.until()) && covers(each, key, rule));
    }

    private static boolean covers(Silenced silence, String key, String rule) {
        return new Selector(silence.key())
                .matches(silence.key().startsWith(Silenced.RULE) ? Silenced.RULE + rule : key);
    }
}
