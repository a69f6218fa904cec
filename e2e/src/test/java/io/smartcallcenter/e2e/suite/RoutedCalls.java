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

    private static final Duration SOON = Duration.ofMinutes(3);
    private static final String SALES_NUMBER = "701";

    private RoutedCalls() {}

    /** Dials until a call is sent to the queue of its number, not to the fallback's: right after a start a decision may come late. */
    public static void await(LocalStack stack) {
        stack.virtualAsterisk().operators(RingPlan.IGNORE);
        try (Joined sales = Joined.watch(stack.virtualAsterisk(), "sales");
                Joined support = Joined.watch(stack.virtualAsterisk(), "support")) {
            Awaitility.await().atMost(SOON).until(() -> {
                Call call = stack.virtualAsterisk().call("79005550100", SALES_NUMBER, CallerPlan.PASSIVE);
                String caller = call.uniqueid().get(SOON.toSeconds(), TimeUnit.SECONDS);
                Awaitility.await()
                        .atMost(SOON)
                        .until(() -> sales.callers().contains(caller)
                                || support.callers().contains(caller));
                call.hangup();
                call.ended().get(SOON.toSeconds(), TimeUnit.SECONDS);
                return sales.callers().contains(caller);
            });
        }
    }
}
