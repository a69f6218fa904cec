package io.smartcallcenter.kpi.call;

import static io.smartcallcenter.kpi.document.Rule.GREATEST;
import static io.smartcallcenter.kpi.document.Rule.LEAST;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CdrEvent;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.Party;
import io.smartcallcenter.events.RoutingEvent;
import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.document.DocumentKind;
import java.time.Instant;
import java.util.Optional;

/**
 * What events say about a call as a whole. Each thing is taken from the events that are the first to tell it: an event that adds
 * nothing costs no write.
 */
public final class CallFacts {

    private CallFacts() {}

    /** Empty for an event that only the timeline tells of. */
    public static Optional<Contribution> of(CallEvent event, Instant at) {
        Contribution.Builder call = Contribution.of(DocumentKind.CALL, event.callId());
        return say(call, event, at)
                ? Optional.of(call.time(CallFields.STARTED_AT, LEAST, at).build())
                : Optional.empty();
    }

    private static boolean say(Contribution.Builder call, CallEvent event, Instant at) {
        if (event instanceof CallEvent.Started started) {
            caller(call, started.caller())
                    .text(CallFields.DIALLED, cut(started.dialled()))
                    .text(CallFields.TRUNK, cut(started.trunk()));
        } else if (event instanceof CallEvent.QueueJoined joined) {
            queue(caller(call, joined.caller()), joined.queue());
        } else if (event instanceof CallEvent.QueueLeft left) {
            queue(call, left.queue()).flag(CallFields.left(left.outcome()), true);
            if (left.outcome() != EntryOutcome.LOST) {
                waited(call, left.waitMs());
            }
        } else if (event instanceof CallEvent.QueueRefused refused) {
            queue(call, refused.queue()).flag(CallFields.REFUSED, true);
        } else if (event instanceof CallEvent.OfferStarted started) {
            operator(call, started.agent());
        } else if (event instanceof CallEvent.Answered answered) {
            answered(operator(call, answered.agent()), answered);
        } else {
            return sayOfTheRest(call, event, at);
        }
        return true;
    }

    private static boolean sayOfTheRest(Contribution.Builder call, CallEvent event, Instant at) {
        if (event instanceof CallEvent.Ended ended) {
            call.time(CallFields.ENDED_AT, LEAST, at)
                    .number(CallFields.CAUSE, GREATEST, ended.cause())
                    .millis(CallFields.DURATION, GREATEST, ended.durationMs());
        } else if (event instanceof CallEvent.Transferred) {
            call.flag(CallFields.TRANSFERRED, true);
        } else if (event instanceof CallEvent.Fallback fallback) {
            queue(call, fallback.queue())
                    .text(CallFields.FALLBACK, fallback.reason().name());
        } else if (event instanceof CallEvent.VoicemailRecorded) {
            call.flag(CallFields.VOICEMAIL, true);
        } else if (event instanceof CallEvent.CallbackRequested callback) {
            queue(call, callback.queue())
                    .flag(CallFields.CALLBACK_ASKED, true)
                    .text(CallFields.CALLBACK, CallerText.keptNumber(callback.number()));
        } else {
            return false;
        }
        return true;
    }

    /** That the routing spoke of the call; what it said stands in the timeline. */
    public static Contribution of(RoutingEvent event, Instant at) {
        return Contribution.of(DocumentKind.CALL, event.callId())
                .time(CallFields.ROUTED_AT, GREATEST, at)
                .build();
    }

    /** A call that only the CDR knows began, as far as we know, when that was found out. */
    public static Contribution of(CdrEvent event, Instant at) {
        return Contribution.of(DocumentKind.CALL, event.callId())
                .time(CallFields.STARTED_AT, LEAST, at)
                .number(CallFields.CDR, GREATEST, CdrMatch.number(event, at))
                .text(CallFields.CDR_TEXT, CdrMatch.text(event, at))
                .build();
    }

    /** What makes the caller's number and name, and texts that may name them, unreadable for ever: nothing sorts after it. */
    public static Contribution erased(String callId) {
        return Contribution.of(DocumentKind.CALL, callId)
                .text(CallFields.NUMBER, CallerText.ERASED)
                .text(CallFields.NAME, CallerText.ERASED)
                .text(CallFields.CALLER_DIGITS, CallerText.ERASED)
                .text(CallFields.CALLBACK, CallerText.ERASED)
                .text(CallFields.CALLBACK_DIGITS, CallerText.ERASED)
                .text(CallFields.CDR_TEXT, CallerText.ERASED)
                .build();
    }

    private static Contribution.Builder caller(Contribution.Builder call, Party caller) {
        digits(call, CallFields.CALLER_DIGITS, caller.number());
        return call.text(CallFields.NUMBER, CallerText.keptNumber(caller.number()))
                .text(CallFields.NAME, CallerText.kept(caller.name()));
    }

    private static void digits(Contribution.Builder call, String path, String number) {
        String digits = CallerText.digits(number);
        call.text(path, digits.isEmpty() ? null : digits);
    }

    private static Contribution.Builder queue(Contribution.Builder call, String queue) {
        return queue == null ? call : call.text(CallFields.queue(queue), queue);
    }

    private static Contribution.Builder operator(Contribution.Builder call, Agent agent) {
        return call.text(CallFields.operator(agent.iface()), agent.iface());
    }

    private static void answered(Contribution.Builder call, CallEvent.Answered answered) {
        call.flag(CallFields.ANSWERED, true);
        if (answered.entryId() != null) {
            call.flag(CallFields.left(EntryOutcome.ANSWERED), true);
            waited(call, answered.waitMs());
        }
    }

    private static void waited(Contribution.Builder call, long waitMs) {
        call.millis(CallFields.WAIT, GREATEST, waitMs);
    }

    private static String cut(String text) {
        return text == null || text.isBlank() ? null : CallerText.cut(text, CallerText.LONGEST);
    }
}
