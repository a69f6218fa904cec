package io.smartcallcenter.gateway.flow;

import java.util.List;

/** What an input leads to. */
public record Turn(FlowState state, List<FlowAction> actions) {

    public Turn {
        actions = List.copyOf(actions);
    }
}
