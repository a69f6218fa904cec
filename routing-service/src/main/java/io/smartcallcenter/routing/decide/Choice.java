package io.smartcallcenter.routing.decide;

import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.flow.ServiceFlow;
import io.smartcallcenter.routing.numberplan.Target;

/** The outcome of the strategy step: what to do, before it becomes a command. */
sealed interface Choice {

    String because();

    record Queue(Target.Queue queue, String because) implements Choice {}

    record Ring(String endpoint, int ringS, Then then, String because) implements Choice {}

    record Flow(ServiceFlow flow, Then then, String because) implements Choice {}

    record Announce(String prompt, Then then, String because) implements Choice {}

    record Reject(String cause, String because) implements Choice {}
}
