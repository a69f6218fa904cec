package io.smartcallcenter.e2e.suite;

import io.smartcallcenter.stack.LocalStack;
import io.smartcallcenter.virtual.phone.RingPlan;
import io.smartcallcenter.virtual.scenario.Call;
import io.smartcallcenter.virtual.scenario.CallerPlan;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Calls that the routing service decides, not the gateway's fallback. */
public final class RoutedCalls {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String SALES_NUMBER = "701";

    private RoutedCalls() {}

    /**
     * Dials until calls are sent to the queue of their number, not to the fallback's: right after a start the first decisions may
     * come late.
     *
     * @param inARow how many one after the other
     */
    public static void await(LocalStack stack, int inARow) {
        stack.virtualAsterisk().operators(RingPlan.IGNORE);
        try (JoinDelays sales = JoinDelays.watch(stack.virtualAsterisk(), "sales");
                JoinDelays support = JoinDelays.watch(stack.virtualAsterisk(), "support")) {
            int[] routed = {0};
            Awaitility.await().atMost(SOON).until(() -> {
                Call call = stack.virtualAsterisk().call("79005550100", SALES_NUMBER, CallerPlan.PASSIVE);
                String caller = call.uniqueid().get(SOON.toSeconds(), TimeUnit.SECONDS);
                Awaitility.await()
                        .atMost(SOON)
                        .until(() -> sales.seen().containsKey(caller)
                                || support.seen().containsKey(caller));
                call.hangup();
                call.ended().get(SOON.toSeconds(), TimeUnit.SECONDS);
                routed[0] = sales.seen().containsKey(caller) ? routed[0] + 1 : 0;
                return routed[0] == inARow;
            });
        }
    }
}
