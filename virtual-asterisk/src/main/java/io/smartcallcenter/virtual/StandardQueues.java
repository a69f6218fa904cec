package io.smartcallcenter.virtual;

import io.smartcallcenter.virtual.queue.EmptyRule;
import io.smartcallcenter.virtual.queue.QueueSettings;
import io.smartcallcenter.virtual.queue.Strategy;
import java.util.ArrayList;
import java.util.List;

/**
 * The queues of deploy/routing/rules.yaml with the members of deploy/docker/asterisk, and the short times of the recorded
 * traces: a phone rings for 4 seconds, the next try follows after one.
 */
public final class StandardQueues {

    private static final String ONE = "PJSIP/0001";
    private static final String TWO = "PJSIP/0002";
    private static final String THREE = "PJSIP/0003";

    private StandardQueues() {}

    public static List<QueueSettings> all() {
        QueueSettings support =
                QueueSettings.of("support", Strategy.LEASTRECENT, 4, 1).withAutopause();
        QueueSettings sales = QueueSettings.of("sales", Strategy.FEWESTCALLS, 4, 1)
                .withWrapup(2)
                .withServicelevel(5);
        QueueSettings vip = QueueSettings.of("vip", Strategy.RINGALL, 8, 1).withServicelevel(5);
        QueueSettings tiers = QueueSettings.of("tiers", Strategy.LINEAR, 4, 1).withVariables();
        QueueSettings strict = QueueSettings.of("strictq", Strategy.LEASTRECENT, 4, 1)
                .withEmptyRules(EmptyRule.STRICT, EmptyRule.STRICT);
        return List.of(
                three(support),
                sales.withMember(ONE, "Agent One", 0).withMember(TWO, "Agent Two", 0),
                three(vip),
                tiers.withMember(ONE, "Junior One", 0)
                        .withMember(TWO, "Junior Two", 0)
                        .withMember(THREE, "Senior Three", 1),
                three(QueueSettings.of("rr", Strategy.RRMEMORY, 3, 1)),
                QueueSettings.of("backup", Strategy.LINEAR, 6, 1).withMember("PJSIP/0004", "Agent Four", 0),
                strict.withMember(ONE, "Agent One", 0));
    }

    private static QueueSettings three(QueueSettings queue) {
        return queue.withMember(ONE, "Agent One", 0)
                .withMember(TWO, "Agent Two", 0)
                .withMember(THREE, "Agent Three", 0);
    }

    /** {@code queues} queues {@code load0..} with {@code agents} operators each, for benchmarks: nobody waits on autopause. */
    public static List<QueueSettings> forLoad(int queues, int agents) {
        List<QueueSettings> all = new ArrayList<>(all());
        for (int q = 0; q < queues; q++) {
            QueueSettings queue = QueueSettings.of("load" + q, Strategy.LEASTRECENT, 15, 1);
            for (int a = 0; a < agents; a++) {
                String number = loadOperator(q * agents + a);
                queue = queue.withMember("PJSIP/" + number, "Operator " + number, 0);
            }
            all.add(queue);
        }
        return all;
    }

    /** The phone number of the n-th operator of {@link #forLoad}. */
    public static String loadOperator(int index) {
        return Integer.toString(20_000 + index);
    }
}
