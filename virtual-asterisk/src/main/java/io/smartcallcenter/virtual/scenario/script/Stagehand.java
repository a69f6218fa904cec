package io.smartcallcenter.virtual.scenario.script;

import io.smartcallcenter.virtual.VirtualAsterisk;
import io.smartcallcenter.virtual.channel.CallerId;
import io.smartcallcenter.virtual.phone.RingPlan;
import io.smartcallcenter.virtual.scenario.Call;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Does what a step says, all but waiting. May be used from any thread. */
public final class Stagehand {

    /** So many are remembered by name after their end. */
    private static final int MOST_CALLS = 10_000;

    private final Map<String, Call> calls = new ConcurrentHashMap<>();
    private final VirtualAsterisk asterisk;

    public Stagehand(VirtualAsterisk asterisk) {
        this.asterisk = asterisk;
    }

    /** A call that it has begun and that has not ended. */
    public Call call(String name) {
        Call call = calls.get(name);
        if (call == null) {
            throw new IllegalStateException("there is no call " + name);
        }
        return call;
    }

    /** Throws {@link IllegalStateException} with the reason when it cannot be done now. */
    public void perform(Step step) {
        if (step instanceof Step.Call call) {
            if (calls.size() >= MOST_CALLS) {
                calls.values().removeIf(each -> each.ended().isDone());
            }
            calls.put(call.as(), begin(call));
        } else if (step instanceof Step.Hangup hangup) {
            call(hangup.call()).hangup();
        } else if (step instanceof Step.Press press) {
            call(press.call()).press(press.keys());
        } else if (step instanceof Step.Speak speak) {
            call(speak.call()).speaks(speak.length());
        } else if (step instanceof Step.Phone phone) {
            asterisk.operator(phone.operator(), RingPlan.inOrder(phone.does()));
        } else if (step instanceof Step.Hold hold) {
            must(asterisk.hold(hold.operator(), hold.held()), "talks with nobody");
        } else if (step instanceof Step.Transfer transfer) {
            must(asterisk.blindTransfer(transfer.operator(), transfer.to()), "has no call from a queue");
        } else if (step instanceof Step.Connect connect) {
            must(asterisk.attendedTransfer(connect.operator()), "has no caller from a queue and a call of their own");
        } else if (step instanceof Step.Withdraw withdraw) {
            String uniqueid = call(withdraw.call()).uniqueid().join();
            must(
                    asterisk.inside(pbx -> Administration.withdraw(pbx, withdraw.queue(), uniqueid)),
                    "does not wait in " + withdraw.queue() + ", or is being withdrawn already");
        } else if (step instanceof Step.Register register) {
            asterisk.register(register.operator(), register.there());
        } else {
            new Administration(asterisk).perform(step);
        }
    }

    private Call begin(Step.Call call) {
        if (call.operator() != null) {
            return asterisk.callFrom(call.operator(), call.to(), call.plan());
        }
        if (call.name() != null) {
            return asterisk.call(new CallerId(call.from(), call.name()), call.to(), call.plan());
        }
        return asterisk.call(call.from(), call.to(), call.plan());
    }

    /** Everybody whom it has let call hangs up. */
    public void hangUpAll() {
        calls.values().forEach(Call::hangup);
    }

    static void must(boolean done, String otherwise) {
        if (!done) {
            throw new IllegalStateException(otherwise);
        }
    }
}
