package io.smartcallcenter.gateway.flow;

import io.smartcallcenter.events.DialplanText;
import io.smartcallcenter.events.flow.FlowNode;

/**
 * What a last node of a flow means.
 *
 * @param result for the record of steps
 */
record Ending(String result, FlowAction action) {

    /** @param gathered replaces {@code {digits}} in an endpoint */
    static Ending of(FlowNode node, String gathered) {
        if (node instanceof FlowNode.Queue queue) {
            return new Ending(
                    "queue " + queue.queue(),
                    new FlowAction.ToQueue(queue.queue(), queue.timeoutS(), queue.options(), queue.then()));
        }
        if (node instanceof FlowNode.Direct direct) {
            String endpoint = direct.endpoint().replace(FlowNode.DIGITS, gathered);
            return DialplanText.ENDPOINT.accepts(endpoint)
                    ? new Ending(
                            "direct " + endpoint, new FlowAction.ToPhone(endpoint, direct.timeoutS(), direct.then()))
                    : new Ending("no endpoint", new FlowAction.Follow(direct.then()));
        }
        String cause = ((FlowNode.Hangup) node).cause();
        return new Ending("hangup " + cause, new FlowAction.HangUp(cause));
    }
}
