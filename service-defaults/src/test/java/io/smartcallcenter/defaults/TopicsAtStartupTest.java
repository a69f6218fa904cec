package io.smartcallcenter.defaults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smartcallcenter.embedded.EmbeddedKafka;
import io.smartcallcenter.events.kafka.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class TopicsAtStartupTest {

    @Test
    void topicsAreCreatedWhenAKafkaThatWasAwayAtTheStartIsThere() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(0)) {
            List<String> lost = List.of(Topic.ALERTS.topicName(), Topic.CALL_EVENTS.deadLetterName());
            try (Admin admin = admin(kafka)) {
                admin.deleteTopics(lost).all().get();
                await().atMost(Duration.ofMinutes(3)).until(() -> !names(admin).removeAll(lost));
            }
            kafka.stop();
            TopicsAtStartup topics =
                    new TopicsAtStartup(true, 1, (short) 1, kafka.bootstrapServers(), Duration.ofSeconds(1));
            try {
                topics.onStart(null);
                kafka.start();
                try (Admin admin = admin(kafka)) {
                    await().atMost(Duration.ofMinutes(3))
                            .ignoreExceptions()
                            .untilAsserted(() -> assertThat(names(admin)).containsAll(lost));
                }
            } finally {
                topics.stop();
            }
        }
    }

    private static Admin admin(EmbeddedKafka kafka) {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    private static Set<String> names(Admin admin) throws Exception {
        return admin.listTopics().names().get();
    }
}
