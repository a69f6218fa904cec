package io.smartcallcenter.virtual.scenario.script.file;

import io.smartcallcenter.virtual.queue.EmptyRule;
import io.smartcallcenter.virtual.queue.QueueSettings;
import io.smartcallcenter.virtual.queue.Strategy;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A queue of a scenario, in the words of queues.conf. */
final class QueueReader {

    private static final Set<String> KEYS = Set.of(
            "name",
            "strategy",
            "timeout",
            "retry",
            "autopause",
            "wrapuptime",
            "servicelevel",
            "maxlen",
            "strict",
            "exits",
            "local",
            "members");

    private static final Pattern STRATEGY = Pattern.compile("ringall|leastrecent|fewestcalls|rrmemory|linear");

    private static final Pattern KEY = Pattern.compile("[0-9*#]");

    private QueueReader() {}

    private static Map<String, String> exits(Node exits) {
        Map<String, String> numberOfKey =
                exits.entries(number -> number.matching(ScenarioReader.NUMBER, "a number in quotes", null));
        if (!numberOfKey.keySet().stream().allMatch(KEY.asMatchPredicate())) {
            exits.fault("must have keys of a telephone: 0 to 9, * and #");
        }
        return numberOfKey;
    }

    static QueueSettings read(Node queue) {
        if (!queue.mappingOf(KEYS)) {
            return null;
        }
        String strategy = queue.get("strategy").matching(STRATEGY, "one of " + STRATEGY, "ringall");
        QueueSettings settings = QueueSettings.of(
                        queue.get("name").matching(ScenarioReader.QUEUE, "the name of a queue", null),
                        Strategy.valueOf(strategy.toUpperCase(Locale.ROOT)),
                        queue.get("timeout").whole(1, 3600, 15),
                        queue.get("retry").whole(0, 3600, 5))
                .withWrapup(queue.get("wrapuptime").whole(0, 3600, 0))
                .withServicelevel(queue.get("servicelevel").whole(0, 3600, 0))
                .withMaxlen(queue.get("maxlen").whole(0, 100_000, 0));
        if (queue.get("autopause").yes(false)) {
            settings = settings.withAutopause();
        }
        if (queue.get("strict").yes(false)) {
            settings = settings.withEmptyRules(EmptyRule.STRICT, EmptyRule.STRICT);
        }
        settings = settings.withExits(exits(queue.get("exits")));
        List<String> members = queue.get("members")
                .each(member -> member.matching(ScenarioReader.OPERATOR, "an operator's number in quotes", null));
        boolean local = queue.get("local").yes(false);
        for (String member : members) {
            String device = local ? "Local/" + member + "@from-queue/n" : "PJSIP/" + member;
            settings = settings.withMember(device, "Agent " + member, 0);
        }
        return settings;
    }
}
