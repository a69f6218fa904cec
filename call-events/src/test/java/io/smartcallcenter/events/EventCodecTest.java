package io.smartcallcenter.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.kafka.EnvelopeDeserializer;
import io.smartcallcenter.events.kafka.EnvelopeSerializer;
import io.smartcallcenter.events.kafka.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00.123456Z");

    @Test
    void anEventComesBackAsItWas() {
        SccEvent joined = new CallEvent.QueueJoined(
                "pbx1/1.0", "pbx1/1.0/support/1.000000", "support", new Party("+7701", "Ann"), 2, 3);

        assertThat(EventCodec.read(EventCodec.write(joined))).isEqualTo(joined);
    }

    @Test
    void aDecisionCarriesItsCommandWithItsType() {
        CallCommand command = new CallCommand.RouteQueue(
                "pbx1/1.0", "d1", NOW, "r1", "support", 30, null, true, 5, 2, CallCommand.Then.queue("backup"));
        SccEvent decided = new RoutingEvent.Decided(
                "pbx1/1.0",
                "d1",
                "r1",
                "700",
                RoutingEvent.CallType.QUEUE_NUMBER,
                List.of(new RoutingEvent.Step("number-plan", "queue support")),
                command,
                "Support line",
                3,
                42);

        assertThat(EventCodec.read(EventCodec.write(decided))).isEqualTo(decided);
    }

    @Test
    void theValueNamesItsTypeAndTheInterfaceByItsFieldName() {
        String json = new String(
                EventCodec.write(new AgentEvent.Paused(new Agent("PJSIP/0001", "One"), "support", "lunch", false)),
                UTF_8);

        assertThat(json).contains("\"type\":\"agent.paused\"", "\"interface\":\"PJSIP/0001\"");
    }

    @Test
    void liveFiguresOfAnOlderVersionAreReadWithoutWhatTheyDidNotSay() {
        SccEvent queue = EventCodec.read(
                ("{\"type\":\"kpi.queue\",\"queue\":\"support\",\"from\":\"2026-11-23T00:00:00Z\",\"total\":2,\"answered\":1,"
                                + "\"abandoned\":1,\"shortAbandoned\":0,\"waiting\":0,\"answerRate\":50.0}")
                        .getBytes(UTF_8));
        SccEvent operator = EventCodec.read(("{\"type\":\"kpi.operator\",\"agent\":{\"interface\":\"PJSIP/0001\"},"
                        + "\"from\":\"2026-11-23T00:00:00Z\",\"offered\":1,\"answered\":1,\"missed\":0}")
                .getBytes(UTF_8));

        assertThat(queue).isInstanceOfSatisfying(KpiUpdate.Queue.class, figures -> {
            assertThat(figures.total()).isEqualTo(2);
            assertThat(figures.operators()).isNull();
        });
        assertThat(operator).isInstanceOfSatisfying(KpiUpdate.Operator.class, figures -> {
            assertThat(figures.answered()).isEqualTo(1);
            assertThat(figures.state()).isNull();
            assertThat(figures.since()).isNull();
        });
    }

    @Test
    void liveFiguresComeBackAsTheyWere() {
        Instant midnight = Instant.parse("2026-11-23T00:00:00Z");
        SccEvent queue = new KpiUpdate.Queue(
                "support", midnight, 3, 1, 1, 0, 1, 33.3, 50.0, 4.5, NOW, new KpiUpdate.Operators(1, 2, 3, 4, 5));
        SccEvent operator = new KpiUpdate.Operator(
                new Agent("PJSIP/0001", "One"), midnight, 2, 1, 1, 50.0, 3.0, OperatorState.TALKING, NOW);

        assertThat(EventCodec.read(EventCodec.write(queue))).isEqualTo(queue);
        assertThat(EventCodec.read(EventCodec.write(operator))).isEqualTo(operator);
    }

    @Test
    void anEventAsTextHasItsAttributesAndItsData() {
        EventMeta meta = new EventMeta("e1", "/asterisk/pbx1", "n/1", NOW, 3, 7, NOW, null);

        assertThat(EventCodec.text(new Envelope<>(meta, new CallEvent.Ended("n/1", 16, 9))))
                .isEqualTo("{\"id\":\"e1\",\"time\":\"" + NOW + "\",\"source\":\"/asterisk/pbx1\",\"seq\":7,"
                        + "\"data\":{\"type\":\"call.ended\",\"callId\":\"n/1\",\"cause\":16,\"durationMs\":9}}");
    }

    @Test
    void fieldsOfANewerVersionAreIgnored() {
        SccEvent event = EventCodec.read(
                "{\"type\":\"call.ended\",\"callId\":\"n/1\",\"cause\":16,\"durationMs\":9,\"mood\":\"good\"}"
                        .getBytes(UTF_8));

        assertThat(event).isEqualTo(new CallEvent.Ended("n/1", 16, 9));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"call.teleported\",\"callId\":\"n/1\"}",
                "{\"type\":\"call.ended\"}",
                "{\"type\":\"call.offer.ended\",\"callId\":\"n/1\",\"offerId\":\"n/2\",\"agent\":{\"interface\":\"X\"},\"outcome\":\"BORED\",\"ringMs\":1}",
                "{\"type\":\"call.offer.ended\",\"callId\":\"n/1\",\"offerId\":\"n/2\",\"agent\":{\"interface\":\"X\"},\"outcome\":2,\"ringMs\":1}",
                "{\"type\":\"call.ended\",\"callId\":\"n/1\",\"cause\":16}",
                "{\"type\":\"call.ended\",\"callId\":\"n/1\",\"cause\":16,\"durationMs\":null}",
                "{\"type\":\"call.ended\",\"callId\":\"n/1\",\"cause\":16,\"durationMs\":-1}",
                "{\"type\":\"call.ended\",\"callId\":\"n/1\",\"cause\":16,\"durationMs\":1} {}",
                "{\"type\":\"unknown\"}",
                "not json",
                "[]",
                "{}",
                ""
            })
    void whatCannotBeReadIsUnknownWithAReasonAndItsBytes(String value) {
        SccEvent event = EventCodec.read(value.getBytes(UTF_8));

        assertThat(event).isInstanceOf(Unknown.class);
        assertThat(((Unknown) event).reason()).isNotBlank();
        assertThat(((Unknown) event).raw()).isEqualTo(value.getBytes(UTF_8));
    }

    @Test
    void theCloudEventsAttributesTravelAsHeaders() {
        EventMeta meta = new EventMeta("id1", "/asterisk/pbx1", "pbx1/1.0", NOW, 7, 3, NOW.plusMillis(5), null);
        Envelope<SccEvent> sent = new Envelope<>(meta, new CallEvent.Ended("pbx1/1.0", 16, 9000));
        Headers headers = new RecordHeaders();

        byte[] value = new EnvelopeSerializer().serialize("call-events", headers, sent);

        assertThat(new String(headers.lastHeader("ce_type").value(), UTF_8)).isEqualTo("scc.call.ended.v1");
        assertThat(new EnvelopeDeserializer().deserialize("call-events", headers, value))
                .isEqualTo(sent);
    }

    @Test
    void aRecordWithoutHeadersIsUnknownAndNotAnError() {
        byte[] value = EventCodec.write(new CallEvent.Ended("pbx1/1.0", 16, 9000));

        Envelope<?> read = new EnvelopeDeserializer().deserialize("call-events", new RecordHeaders(), value);

        assertThat(read.meta()).isNull();
        assertThat(read.data()).isInstanceOf(Unknown.class);
    }

    @Test
    void idsAreTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(Ids.entry("n", "1.0", "support", NOW)).isEqualTo("n/1.0/support/1795424400.123456");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void compactedTopicsAreCompactedSoon() {
        assertThat(Topic.ASTERISK_STATE.definition(4, (short) 1).configs())
                .containsEntry("cleanup.policy", "compact")
                .containsKeys("segment.ms", "segment.bytes", "min.cleanable.dirty.ratio", "max.compaction.lag.ms");
    }

    @Test
    void everyTypeHasItsOwnName() {
        assertThat(EventCodec.types()).hasSizeGreaterThan(30).containsKeys("call.started", "route.queue", "node.gap");
    }

    /** What earlier versions wrote, and what they read of ours. */
    @Test
    void anAlertWithoutARuleIsReadAsBefore() {
        byte[] earlier =
                "{\"type\":\"alert.raised\",\"key\":\"a/b\",\"severity\":\"CRITICAL\",\"what\":\"w\",\"advice\":\"x\"}"
                        .getBytes(UTF_8);
        Alert.Raised alert = new Alert.Raised("a/b", Alert.Severity.CRITICAL, "w", "x");

        assertThat(EventCodec.read(earlier)).isEqualTo(alert);
        assertThat(EventCodec.read(EventCodec.write(alert))).isEqualTo(alert);
    }

    @Test
    void aHoldOfAnEarlierVersionIsReadWithoutItsOffer() {
        Agent agent = new Agent("PJSIP/0001", "One");
        String rest =
                "\"callId\":\"n/1\",\"channelId\":\"2\",\"agent\":{\"interface\":\"PJSIP/0001\",\"name\":\"One\"}}";

        assertThat(EventCodec.read(("{\"type\":\"call.hold\"," + rest).getBytes(UTF_8)))
                .isEqualTo(new CallEvent.Hold("n/1", "2", null, agent));
        assertThat(EventCodec.read(("{\"type\":\"call.unhold\"," + rest).getBytes(UTF_8)))
                .isEqualTo(new CallEvent.Unhold("n/1", "2", null, agent));
    }

    @Test
    void aHoldNamesItsOffer() {
        SccEvent hold = new CallEvent.Hold("n/1", "3", "n/2", new Agent("Local/0001@from-queue/n", "One"));

        assertThat(new String(EventCodec.write(hold), UTF_8)).contains("\"offerId\":\"n/2\"");
        assertThat(EventCodec.read(EventCodec.write(hold))).isEqualTo(hold);
    }

    @Test
    void whatPeopleDoAboutAnAlertStandsBesideIt() {
        Instant at = Instant.parse("2026-11-23T09:00:00Z");
        Alert.Acknowledged ack = new Alert.Acknowledged("longest-wait/support", at.minusSeconds(9), "ann", at, null);
        Alert.Silenced silence = new Alert.Silenced("7", "longest-wait/*", "ann", at, at.plusSeconds(60), "training");

        assertThat(EventCodec.read(EventCodec.write(ack))).isEqualTo(ack);
        assertThat(EventCodec.read(EventCodec.write(silence))).isEqualTo(silence);
        assertThat(ack.recordKey()).isEqualTo("longest-wait/support#ack");
        assertThat(EventCodec.read(
                        "{\"type\":\"alert.acknowledged\",\"key\":\"a/b\",\"by\":\"ann\",\"at\":\"2026-11-23T09:00:00Z\"}"
                                .getBytes(UTF_8)))
                .as("of an earlier version")
                .isEqualTo(new Alert.Acknowledged("a/b", null, "ann", at, null));
        assertThat(silence.recordKey()).isEqualTo("silence/7");
    }
}
