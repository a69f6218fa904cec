package io.smartcallcenter.routing.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.events.CallCommand.Stay;
import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.events.CallCommand.ThenAction;
import io.smartcallcenter.events.DialplanText;

/** What the gateway checks before it executes a command; what fails there is refused, and the caller gets the fallback. */
final class AcceptedByTheGateway {

    private static final int MOST_PRIORITY = 1_000;
    private static final int MOST_PENALTY = 1_000;

    private AcceptedByTheGateway() {}

    static void check(CallCommand.Route route) {
        if (route instanceof CallCommand.RouteQueue queue) {
            text(DialplanText.QUEUE, queue.queue());
            stay(queue.stay());
        } else if (route instanceof CallCommand.RouteDirect direct) {
            text(DialplanText.ENDPOINT, direct.endpoint());
            seconds(direct.timeoutS());
            then(direct.then());
            if (direct.stay() != null) {
                stay(direct.stay());
            }
        } else if (route instanceof CallCommand.RouteService service) {
            // Its nodes are checked where a flow is made.
            assertThat(service.definition()).isNotNull();
            then(service.then());
        } else if (route instanceof CallCommand.RouteAnnounce announce) {
            text(DialplanText.PROMPT, announce.prompt());
            then(announce.then());
        } else {
            text(DialplanText.CAUSE, ((CallCommand.RouteReject) route).cause());
        }
    }

    private static void stay(Stay stay) {
        text(DialplanText.QUEUE_OPTIONS, stay.options());
        seconds(stay.timeoutS());
        assertThat(stay.priority()).isBetween(0, MOST_PRIORITY);
        assertThat(stay.maxPenalty() == null ? 0 : stay.maxPenalty()).isBetween(0, MOST_PENALTY);
        then(stay.then());
    }

    private static void then(Then then) {
        if (then.action() == ThenAction.QUEUE) {
            text(DialplanText.QUEUE, then.target());
        } else if (then.action() == ThenAction.VOICEMAIL) {
            text(DialplanText.MAILBOX, then.target());
        }
    }

    private static void text(DialplanText kind, String value) {
        assertThat(kind.accepts(value)).as("'%s' is a %s", value, kind.rule()).isTrue();
    }

    private static void seconds(int value) {
        assertThat(value).isBetween(0, DialplanText.MOST_SECONDS);
    }
}
