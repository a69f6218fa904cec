package io.smartcallcenter.routing.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smartcallcenter.embedded.TestDatabase;
import io.smartcallcenter.events.Envelope;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.RulesPublished;
import io.smartcallcenter.routing.audit.AuditTrail;
import io.smartcallcenter.routing.publication.Publications.Published;
import io.smartcallcenter.routing.rules.document.InvalidRules;
import io.smartcallcenter.routing.rules.document.RulesDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is stored and what is sent, with Kafka away and back. */
@Tag("storage")
class PublicationsTest {

    private static final TopicPartition PARTITION = new TopicPartition("routing-rules", 0);

    private static MongoClient client;

    private final MongoDatabase database = client.getDatabase(TestDatabase.freshName());
    private final VersionStore store = new VersionStore(database);
    private final AuditTrail audit = new AuditTrail(database);
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final RulesFile file = new RulesFile(Optional.empty());
    private final CurrentRules current = new CurrentRules(file, meters);
    private final MockConsumer<String, Envelope<?>> topic = new MockConsumer<>("earliest");
    private final RulesFollower follower = new RulesFollower(() -> topic, current, meters, (record, reason) -> {});
    private final List<Long> sent = new ArrayList<>();
    private boolean kafkaAway;
    private long end;

    private final RulesSender sender = new RulesSender(null) {
        @Override
        Uni<Void> send(RulesPublished published) {
            if (kafkaAway) {
                return Uni.createFrom().failure(new TimeoutException("Kafka is away"));
            }
            sent.add(published.version());
            return Uni.createFrom().voidItem();
        }
    };
    private final Publications publications = new Publications(file, current, store, sender, audit);
    private final Reconciler reconciler = new Reconciler(current, follower, store, sender, audit);

    @BeforeAll
    static void connect() {
        client = MongoClients.create(TestDatabase.server());
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @AfterEach
    void stop() {
        follower.stop();
    }

    private static RulesDocument rules(String queue) {
        return RulesDocument.parseYaml("default: {queue: " + queue + "}");
    }

    private static Version version(long number, String document) {
        return new Version(number, Instant.EPOCH, "anna", null, null, document);
    }

    /** The topic with these records in it, read to its end. */
    private void follow(RulesPublished... records) {
        topic.updatePartitions("routing-rules", List.of(new PartitionInfo("routing-rules", 0, null, null, null)));
        topic.updateBeginningOffsets(Map.of(PARTITION, 0L));
        topic.updateEndOffsets(Map.of(PARTITION, (long) records.length));
        topic.schedulePollTask(() -> List.of(records).forEach(this::append));
        follower.start();
        await().atMost(Duration.ofMinutes(3)).until(follower::caughtUp);
    }

    private void append(RulesPublished record) {
        topic.addRecord(new ConsumerRecord<>(
                "routing-rules",
                0,
                end++,
                RulesPublished.KEY,
                new Envelope<>(EventMeta.of("id", "/routing-service", "rules", Instant.EPOCH), record)));
    }

    @Test
    void aPublishedVersionIsStoredSentAndInForceHere() {
        Published published = publications.publish(rules("one"), 0, "anna", "first");

        assertThat(published).isEqualTo(new Published(1, true));
        assertThat(sent).containsExactly(1L);
        assertThat(current.rules().numberPlan().defaultQueue().name()).isEqualTo("one");
        assertThat(store.find(1)).hasValueSatisfying(stored -> {
            assertThat(stored.by()).isEqualTo("anna");
            assertThat(stored.comment()).isEqualTo("first");
            assertThat(stored.document()).isEqualTo(rules("one").json());
        });
    }

    @Test
    void ofTwoWhoPublishTheSameVersionOneIsRefused() {
        publications.publish(rules("one"), 0, "anna", null);

        assertThatThrownBy(() -> publications.publish(rules("other"), 0, "bert", null))
                .isInstanceOf(VersionTaken.class)
                .hasMessageContaining("version 1");
        assertThat(sent).containsExactly(1L);
        assertThat(current.rules().numberPlan().defaultQueue().name()).isEqualTo("one");
    }

    @Test
    void whatCannotBeUsedIsNotPublished() {
        assertThatThrownBy(() -> publications.publish(RulesDocument.parseYaml("numbers: 1"), 0, "anna", null))
                .isInstanceOf(InvalidRules.class);

        assertThat(store.newestAfter(0)).isEmpty();
    }

    @Test
    void withoutKafkaAVersionIsStoredAndSentWhenKafkaIsBack() {
        follow();
        kafkaAway = true;
        assertThat(publications.publish(rules("one"), 0, "anna", null)).isEqualTo(new Published(1, false));
        assertThat(current.rules().version()).isZero();
        assertThat(publications.newest().number())
                .as("the next draft begins with it all the same")
                .isEqualTo(1);

        reconciler.look();
        assertThat(sent).isEmpty();
        kafkaAway = false;
        reconciler.look();

        assertThat(sent).containsExactly(1L);
    }

    @Test
    void beforeTheTopicWasReadNothingIsSentAgain() {
        store.insert(version(1, rules("one").json()));

        reconciler.look();

        assertThat(sent).isEmpty();
    }

    @Test
    void whatTheTopicEndsWithIsNotSentAgain() {
        store.insert(version(1, rules("one").json()));
        store.insert(version(2, rules("two").json()));
        follow(version(2, rules("two").json()).event());

        reconciler.look();

        assertThat(sent).isEmpty();
    }

    @Test
    void aVersionThatWasStoredAndNotSentIsSent() {
        store.insert(version(1, rules("one").json()));
        store.insert(version(2, rules("two").json()));
        follow(version(1, rules("one").json()).event());

        reconciler.look();

        assertThat(sent).containsExactly(2L);
    }

    @Test
    void aTopicThatEndsWithSomethingUnusableGetsTheNewestVersionAgain() {
        store.insert(version(1, rules("one").json()));
        follow(version(1, rules("one").json()).event(), version(7, "{}").event());
        assertThat(current.rules().version()).isEqualTo(1);

        reconciler.look();

        assertThat(sent).containsExactly(1L);
    }

    @Test
    void theVersionInForceStaysOnTheTopicEvenIfTheStoreHasLostIt() {
        store.insert(version(3, rules("three").json()));
        follow(version(9, rules("nine").json()).event(), version(10, "{}").event());

        reconciler.look();

        assertThat(sent).containsExactly(9L);
    }

    @Test
    void theVersionInForceStaysOnTheTopicEvenIfTheNewestOfTheStoreIsBroken() {
        store.insert(version(9, rules("nine").json()));
        store.insert(version(10, "{}"));
        follow(version(9, rules("nine").json()).event(), version(10, "{}").event());

        reconciler.look();

        assertThat(sent).containsExactly(9L);
    }

    @Test
    void aBrokenVersionInTheStoreIsNotSent() {
        store.insert(version(2, "{\"nonsense\":1}"));
        follow(version(1, rules("one").json()).event());

        reconciler.look();

        assertThat(sent).isEmpty();
        assertThat(publications.publish(rules("three"), publications.newest().number(), "anna", null))
                .as("the next version comes after it")
                .isEqualTo(new Published(3, true));
    }

    @Test
    void aStoreThatHasLostVersionsGoesOnAfterTheOneInForce() {
        follow(version(9, rules("nine").json()).event());

        assertThat(publications.newest().number()).isEqualTo(9);
        assertThat(publications.find(9)).isPresent();
        assertThat(publications.publish(rules("ten"), 9, "anna", null)).isEqualTo(new Published(10, true));
    }

    @Test
    void theTrailHasAVersionWhosePublisherDiedEvenIfANewerOneIsFaster() {
        store.insert(version(1, rules("one").json()));

        publications.publish(rules("two"), 1, "bert", null);

        assertThat(database.getCollection("audit").distinct("_id", String.class))
                .containsExactlyInAnyOrder("version/1", "version/2");
    }

    @Test
    void whatWasInForceBeforeTheFirstPublicationCanBeHadBack() {
        publications.publish(rules("one"), 0, "anna", null);

        assertThat(publications.rollback(0, "bert", "back to the file")).hasValue(new Published(2, true));

        assertThat(current.rules().numberPlan().defaultQueue().name()).isEqualTo("support");
    }

    @Test
    void aRollbackIsANewVersionOfTheOldRules() {
        publications.publish(rules("one"), 0, "anna", null);
        publications.publish(rules("two"), 1, "anna", null);

        assertThat(publications.rollback(1, "bert", "two was wrong")).hasValue(new Published(3, true));

        assertThat(current.rules().version()).isEqualTo(3);
        assertThat(current.rules().numberPlan().defaultQueue().name()).isEqualTo("one");
        assertThat(store.find(3))
                .hasValueSatisfying(stored -> assertThat(stored.restored()).isEqualTo(1));
        assertThat(publications.find(3))
                .as("the one in force says so, too")
                .hasValueSatisfying(stored -> assertThat(stored.restored()).isEqualTo(1));
        assertThat(publications.rollback(77, "bert", null)).isEmpty();
        assertThat(publications.list(Long.MAX_VALUE, 2))
                .extracting(Version::number)
                .containsExactly(3L, 2L);
        assertThat(publications.list(2, 2)).extracting(Version::document).containsOnlyNulls();
    }
}
