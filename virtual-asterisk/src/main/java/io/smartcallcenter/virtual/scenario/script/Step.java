package io.smartcallcenter.virtual.scenario.script;

import io.smartcallcenter.virtual.link.Link;
import io.smartcallcenter.virtual.link.Shape;
import io.smartcallcenter.virtual.phone.RingPlan.Reaction;
import io.smartcallcenter.virtual.scenario.CallerPlan;
import java.time.Duration;
import java.util.List;

/** One line of a scenario. */
public sealed interface Step {

    /** A call from outside, or from an operator's phone when {@code operator} is not null; {@code name} null has no name. */
    record Call(String as, String from, String name, String operator, String to, CallerPlan plan) implements Step {}

    record Hangup(String call) implements Step {}

    record Press(String call, String keys) implements Step {}

    /** How long the caller speaks when they are recorded. */
    record Speak(String call, Duration length) implements Step {}

    record Phone(String operator, List<Reaction> does) implements Step {}

    record Hold(String operator, boolean held) implements Step {}

    record Transfer(String operator, String to) implements Step {}

    /** The operator connects the caller with whom they have called. */
    record Connect(String operator) implements Step {}

    /** {@code queue} null is every queue. */
    record Pause(String operator, String queue, boolean paused, String reason) implements Step {}

    record Join(String operator, String queue, int penalty) implements Step {}

    record Leave(String operator, String queue) implements Step {}

    record Penalty(String operator, String queue, int penalty) implements Step {}

    record RingInUse(String operator, String queue, boolean on) implements Step {}

    /** AMI QueueWithdrawCaller. */
    record Withdraw(String call, String queue) implements Step {}

    record Register(String operator, boolean there) implements Step {}

    record Cut(Link link, Duration length) implements Step {}

    record Slow(Link link, Shape shape) implements Step {}

    record Kill() implements Step {}

    /** {@code recorded}: with the phases of a real boot; otherwise at once. */
    record Restart(boolean recorded) implements Step {}

    record Wait(Duration length) implements Step {}

    /** Until the event has come so often since the scenario began. */
    record Until(String event, int times, Duration within) implements Step {}
}
