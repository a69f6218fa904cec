package io.smartcallcenter.kpi;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CdrEvent;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.Party;
import io.smartcallcenter.events.RoutingEvent;
import java.time.Instant;
import java.util.List;

/** One call with everything that is told of calls: decision, wait, two offers, hold, transfer, call-back, voicemail, CDR. */
public final class CallStory {

    public static final String NUMBER = "+7 (901) 000-00-67";
    public static final String DIGITS = "79010000067";
    public static final String NAME = "Ivanov, Ivan";
    public static final String CARD = "4111111111111111";
    public static final String DIALLED = "700";

    public final String callId;
    private final Story story;

    public CallStory(Instant start, String call) {
        this.story = new Story(start);
        this.callId = Story.NODE + "/" + call;
    }

    public static CallStory whole(Instant start, String call, String queue) {
        return new CallStory(start, call)
                .started(NUMBER, NAME)
                .decided(queue)
                .queued(call, queue)
                .rest(call, queue);
    }

    public List<Envelope<?>> events() {
        return story.events;
    }

    public CallStory started(String number, String name) {
        Party caller = new Party(number, name);
        story.add(0, new CallEvent.Started(callId, "c", caller, DIALLED, "from-trunk", "PJSIP/trunk"))
                .add(
                        1,
                        new CallEvent.RouteRequested(
                                callId, "r", "c", caller, DIALLED, "from-trunk", CallEvent.RouteReason.NEW));
        return this;
    }

    public CallStory decided(String queue) {
        RoutingEvent.Step step =
                new RoutingEvent.Step("number-plan", "caller 79010000067 is on the list, queue " + queue);
        CallCommand command = new CallCommand.RouteQueue(
                callId, "d", story.after(500), "r", queue, 0, "", true, 0, null, CallCommand.Then.HANGUP);
        story.add(
                5,
                new RoutingEvent.Decided(
                        callId,
                        "d",
                        "r",
                        DIALLED,
                        RoutingEvent.CallType.QUEUE_NUMBER,
                        List.of(step),
                        command,
                        NAME,
                        17,
                        900));
        return this;
    }

    private CallStory queued(String call, String queue) {
        story.add(90, new CallEvent.QueueJoined(callId, callId + "/" + queue, queue, new Party(NUMBER, NAME), 1, 1));
        story.missedThenAnswered(call, queue, 100);
        return this;
    }

    private CallStory rest(String call, String queue) {
        Agent two = Story.TWO;
        story.add(50, new CallEvent.IvrStep(callId, "menu", "card", CARD, "entered " + CARD))
                .hold(7_000, call, call + "-2", two)
                .unhold(8_000, call, call + "-2", two)
                .add(9_000, new CallEvent.Transferred(callId, CallEvent.TransferKind.BLIND, two, "89990001122"))
                .add(9_050, new CallEvent.CallbackRequested(callId, "78880001122", queue))
                .add(9_060, new CallEvent.VoicemailRecorded(callId, "support", "scc-support-c-1", 3_000, NUMBER))
                .add(9_200, new CallEvent.Ended(callId, 16, 9_200))
                .add(60_000, new CdrEvent.Missing(callId, CdrEvent.Side.CDR, "no row from 79010000067"))
                .add(120_000, new CdrEvent.Matched(callId, 2, 9));
        return this;
    }
}
