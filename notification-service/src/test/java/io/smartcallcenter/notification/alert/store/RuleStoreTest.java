package io.smartcallcenter.notification.alert.store;

import static io.smartcallcenter.notification.Database.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.events.Alert.Severity;
import io.smartcallcenter.notification.Database;
import io.smartcallcenter.notification.alert.AlertKind;
import io.smartcallcenter.notification.alert.AlertRule;
import io.smartcallcenter.notification.alert.Selector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The rules that somebody has written. */
@Tag("storage")
class RuleStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-23T09:30:00.123Z");

    private final Database database = new Database();
    private final RuleStore store = new RuleStore(database.client(), database.name);

    @AfterEach
    void disconnect() {
        database.close();
    }

    private static StoredRule rule(String id, long revision, String advice) {
        AlertRule rule = new AlertRule(
                id,
                AlertKind.SERVICE_LEVEL_LOW,
                new Selector("vip-*"),
                80.5,
                85,
                Duration.ofSeconds(840),
                Duration.ZERO,
                20,
                Severity.CRITICAL,
                false,
                advice);
        return new StoredRule(rule, revision, NOW, "anna");
    }

    @Test
    void aRuleComesBackAsItWas() {
        StoredRule first = rule("vip", 1, null);
        assertThat(result(store.insert(first))).isTrue();
        assertThat(result(store.insert(rule("vip", 1, "other"))))
                .as("there is one")
                .isFalse();
        assertThat(result(store.all())).containsExactly(first);

        StoredRule second = rule("vip", 2, "Öffnen");
        assertThat(result(store.replace(second, 1))).isTrue();
        assertThat(result(store.replace(rule("vip", 2, "lost"), 1))).isFalse();
        assertThat(result(store.replace(rule("none", 2, null), 1))).isFalse();
        assertThat(result(store.all())).containsExactly(second);
        assertThat(result(store.delete("vip", 1))).isFalse();
        assertThat(result(store.delete("vip", 2))).isTrue();
        assertThat(result(store.all())).isEmpty();
    }

    @Test
    void ofThoseWhoChangeOneRevisionAtOnceOneHasDone() {
        result(store.insert(rule("vip", 1, null)));
        List<CompletableFuture<Boolean>> writers = Stream.of("a", "b", "c", "d", "e")
                .map(each -> store.replace(rule("vip", 2, each), 1).subscribeAsCompletionStage())
                .toList();

        assertThat(writers.stream().map(CompletableFuture::join))
                .containsOnlyOnce(true)
                .hasSize(5);
    }

    @Test
    void oneOfAnotherVersionHoldsUpNoOther() {
        result(database.client()
                .getDatabase(database.name)
                .getCollection("alert_rules")
                .insertOne(new Document("_id", "odd").append("kind", "OF_THE_FUTURE")));
        result(store.insert(rule("vip", 1, null)));

        assertThat(result(store.all())).extracting(each -> each.rule().id()).containsExactly("vip");
    }
}
