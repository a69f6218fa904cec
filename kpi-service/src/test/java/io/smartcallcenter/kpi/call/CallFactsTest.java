package io.smartcallcenter.kpi.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcallcenter.events.CallCommand;
import io.smartcallcenter.events.CallEvent;
import io.smartcallcenter.events.CdrEvent;
import io.smartcallcenter.events.EntryOutcome;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.Party;
import io.smartcallcenter.events.RefusedReason;
import io.smartcallcenter.events.RoutingEvent;
import io.smartcallcenter.events.flow.FlowNode;
import io.smartcallcenter.events.flow.ServiceFlow;
import io.smartcallcenter.kpi.CallStory;
import io.smartcallcenter.kpi.MemoryStore;
import io.smartcallcenter.kpi.Story;
import io.smartcallcenter.kpi.document.Contribution;
import io.smartcallcenter.kpi.document.DocumentKind;
import io.smartcallcenter.kpi.history.TimelineEvent;
import io.smartcallcenter.kpi.ingest.Facts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallFactsTest {

    private static final Instant START = Instant.parse("2026-11-23T09:00:00Z");

    private final Story story = new Story(START);

    private static CallRecord call(List<Envelope<?>> events) {
        MemoryStore store = MemoryStore.of(events);
        Contribution document = store.documents().values().stream()
                .filter(each -> each.kind() == DocumentKind.CALL)
                .findFirst()
                .orElseThrow();
        return new CallRecord(CallSummary.from(document.id(), document.values()), store.entries(), store.offers());
    }

    private static List<TimelineEvent> timeline(List<Envelope<?>> events) {
        List<TimelineEvent> found = new ArrayList<>();
        MemoryStore.of(events).documents().values().stream()
                .filter(each -> each.kind() == DocumentKind.CALL_EVENTS)
                .forEach(each -> each.values()
                        .below(Timeline.EVENTS, (hash, text) -> found.add(TimelineEvent.parse((String) text))));
        found.sort(TimelineEvent.ORDER);
        return found;
    }

    @Test
    void aCallThatAnOperatorAnsweredIsSummedUp() {
        CallRecord call = call(CallStory.whole(START, "c", "support").events());
        CallSummary summary = call.summary();

        assertThat(summary.startedAt()).isEqualTo(START);
        assertThat(summary.endedAt()).isEqualTo(START.plusMillis(9_200));
        assertThat(summary.number()).isEqualTo(CallStory.NUMBER);
        assertThat(summary.name()).isEqualTo(CallStory.NAME);
        assertThat(summary.callback()).isEqualTo("78880001122");
        assertThat(summary.queues()).containsExactly("support");
        assertThat(summary.operators()).containsExactly("PJSIP/0001", "PJSIP/0002");
        assertThat(summary.cdr().state()).isEqualTo(CdrMatch.State.MATCHED);
        assertThat(call.outcome()).isEqualTo(CallOutcome.ANSWERED);
        assertThat(call.waitMs()).isEqualTo(6_100);
        assertThat(call.talkMs()).isEqualTo(3_000);
    }

    @Test
    void theLastVerdictAboutTheCdrCountsInEitherOrder() {
        story.add(9_000, new CdrEvent.Mismatched("pbx1/c", List.of("billsec 3 is not 4", "dst")))
                .add(1_000, new CdrEvent.Matched("pbx1/c", 2, 9));

        assertThat(call(story.events).summary().cdr())
                .isEqualTo(new CdrMatch(CdrMatch.State.MISMATCHED, story.after(9_000), "billsec 3 is not 4; dst"));
    }

    @Test
    void aCallThatOnlyTheCdrKnowsBeginsWhenThatIsFoundOut() {
        story.add(9_000, new CdrEvent.Missing("pbx1/c", CdrEvent.Side.EVENTS, ""));
        assertThat(call(story.events).summary().startedAt()).isEqualTo(story.after(9_000));

        story.joined(100, "c", "e", "support");
        assertThat(call(story.events).summary().startedAt()).isEqualTo(story.after(100));
    }

    @Test
    void theLastWaitDecidesTheOutcome() {
        story.waited("c", "support", 0, EntryOutcome.TIMEOUT, 5_000)
                .waited("c", "sales", 6_000, EntryOutcome.ABANDONED, 1_000);

        assertThat(call(story.events).outcome()).isEqualTo(CallOutcome.ABANDONED);
        assertThat(call(story.events).waitMs()).isEqualTo(5_000);
    }

    @Test
    void anEntryThatWasGivenUpHasNoWait() {
        story.waited("c", "support", 0, EntryOutcome.LOST, 10_800_000);

        assertThat(call(story.events).outcome()).isEqualTo(CallOutcome.LOST);
        assertThat(call(story.events).waitMs()).isNull();
    }

    @Test
    void whoStillWaitsIsWaitingUntilTheCallHasEnded() {
        story.joined(0, "c", "e", "support");
        assertThat(call(story.events).outcome()).isEqualTo(CallOutcome.WAITING);

        story.add(9_000, new CallEvent.Ended("pbx1/c", 16, 9_000));
        assertThat(call(story.events).outcome()).isEqualTo(CallOutcome.LOST);
    }

    @Test
    void aCallInNoQueueIsRefusedAnsweredOrNeither() {
        story.add(0, new CallEvent.Ended("pbx1/c", 16, 9_000));
        assertThat(call(story.events).outcome()).isEqualTo(CallOutcome.NONE);

        story.refused(1, "c", "support", RefusedReason.FULL);
        assertThat(call(story.events).outcome()).isEqualTo(CallOutcome.REFUSED);

        story.answered(2, "c", "o", null, null, Story.ONE, 0, 900);
        assertThat(call(story.events).outcome()).isEqualTo(CallOutcome.ANSWERED);
    }

    @Test
    void aCallWhoseWaitsWereDeletedByAgeStillSaysHowItEnded() {
        story.waited("c", "support", 0, EntryOutcome.TIMEOUT, 5_000);
        CallRecord call = new CallRecord(call(story.events).summary(), List.of(), List.of());

        assertThat(call.outcome()).isEqualTo(CallOutcome.TIMEOUT);
        assertThat(call.waitMs()).isEqualTo(5_000);
    }

    @Test
    void anAbsurdCallerIsCutAndNotADeadLetter() {
        String endless = "\uD800" + "9".repeat(100_000);
        CallSummary summary = call(new CallStory(START, "c")
                        .started(endless, "x".repeat(70_000))
                        .events())
                .summary();

        assertThat(summary.number()).hasSize(200).startsWith("?999");
        assertThat(summary.name()).hasSize(200);
        assertThat(timeline(new CallStory(START, "c").started(endless, "x").events()))
                .allSatisfy(event ->
                        assertThat(event.data().path("reason").asText()).isEqualTo("too long"))
                .extracting(TimelineEvent::type)
                .containsExactly("call.started", "call.route.requested");
    }

    @Test
    void aHostileQueueNameIsAValueAndNeverAPath() {
        String hostile = "$where.{}\u0000'; drop";
        story.joined(0, "c", "e", hostile);

        assertThat(call(story.events).summary().queues()).containsExactly(hostile);
        assertThat(Facts.of(story.events.get(0)).stream().flatMap(fact -> fact.fields().keySet().stream()))
                .allMatch(path -> path.matches("[A-Za-z]+(\\.[0-9a-f]{16})?"));
    }

    @Test
    void theTimelineHasEveryEventInTenMinutesEach() {
        List<Envelope<?>> events = CallStory.whole(Instant.parse("2026-11-23T09:59:55Z"), "c", "support")
                .events();

        assertThat(timeline(events)).hasSameSizeAs(events);
        assertThat(MemoryStore.of(events).documents().keySet())
                .filteredOn(key -> key.startsWith("CALL_EVENTS"))
                .hasSize(2)
                .allMatch(key -> key.startsWith("CALL_EVENTS pbx1/c|"));
    }

    @Test
    void theDefinitionOfAFlowIsNotKeptWithEachCall() {
        ServiceFlow flow = new ServiceFlow("menu", "end", List.of(new FlowNode.Hangup("end", "normal")));
        CallCommand command =
                new CallCommand.RouteService("pbx1/c", "d", story.after(9), "r", "menu", flow, CallCommand.Then.HANGUP);
        story.add(0, new RoutingEvent.Decided("pbx1/c", "d", "r", "700", null, List.of(), command, null, 1, 1));

        assertThat(timeline(story.events)).singleElement().satisfies(event -> {
            assertThat(event.data().path("command").path("flow").asText()).isEqualTo("menu");
            assertThat(event.data().path("command").has("definition")).isFalse();
        });
    }

    @Test
    void aRefusedCommandAboutAnOperatorIsOfNoCall() {
        story.add(
                0,
                new RoutingEvent.CommandRefused(
                        "pbx1", "d", "agent.pause", RoutingEvent.Refusal.FAILED, "no such member"));

        assertThat(MemoryStore.of(story.events).documents()).isEmpty();
    }

    @Test
    void anEventWithAnAbsurdIdIsRefused() {
        EventMeta meta = EventMeta.of("i".repeat(1025), "/asterisk/pbx1", "c", START);

        assertThatThrownBy(() -> Facts.of(new Envelope<>(meta, new CallEvent.Ended("pbx1/c", 16, 1))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theGreatestNumberIsTheOneThatIsSearchedBy() {
        story.joined(0, "c", "e", "support")
                .add(1, new CallEvent.QueueJoined("pbx1/c", "pbx1/e2", "sales", new Party("(8) 123", ""), 1, 1));
        Contribution document = MemoryStore.of(story.events).documents().get("CALL pbx1/c");

        assertThat(document.values().text(CallFields.CALLER_DIGITS)).isEqualTo("8123");
        assertThat(CallSummary.from("c", document.values()).number()).isEqualTo("(8) 123");
    }
}
