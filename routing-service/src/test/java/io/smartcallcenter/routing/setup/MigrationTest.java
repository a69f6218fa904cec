package io.smartcallcenter.routing.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.routing.rules.document.RulesDocument;
import io.smartcallcenter.routing.rules.document.RulesReader;
import io.smartcallcenter.routing.setup.Migration.Conflict;
import io.smartcallcenter.routing.setup.Phones.Membership;
import io.smartcallcenter.routing.setup.Phones.Phone;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MigrationTest {

    private static final RulesDocument EMPTY = RulesDocument.parseYaml("default: {queue: support}");

    private static Phone phone(String endpoint, Membership... queues) {
        return new Phone("pbx1", endpoint, "online", List.of(queues));
    }

    private static Membership in(String queue, String name, int penalty) {
        return new Membership(queue, name, penalty);
    }

    @Test
    void phonesAndMembersBecomeOperators() {
        Migration migration = Migration.of(
                EMPTY,
                List.of(
                        phone("PJSIP/0002"),
                        phone("PJSIP/0001", in("support", "Anna", 0), in("vip", "Anna", 5)),
                        phone("SIP/0003", in("support", "SIP/0003", 1))));

        assertThat(migration.created()).containsExactly("0001", "0002", "0003");
        assertThat(migration.conflicts()).isEmpty();
        assertThat(migration.document().json())
                .isEqualTo("{\"default\":{\"queue\":\"support\"},\"operators\":{"
                        + "\"0001\":{\"name\":\"Anna\",\"queues\":{\"support\":0,\"vip\":5}},"
                        + "\"0002\":{},"
                        + "\"0003\":{\"interface\":\"SIP/0003\",\"queues\":{\"support\":1}}}}");
    }

    @Test
    void doneAgainItChangesNothing() {
        List<Phone> phones = List.of(phone("PJSIP/0001", in("support", "Anna", 0)), phone("PJSIP/0002"));
        Migration first = Migration.of(EMPTY, phones);
        Migration again = Migration.of(first.document(), phones);

        assertThat(again.created()).isEmpty();
        assertThat(again.conflicts()).isEmpty();
        assertThat(again.unchanged()).containsExactly("0001", "0002");
        assertThat(again.document()).isEqualTo(first.document());
    }

    @Test
    void whatDiffersIsSaidAndNotOverwritten() {
        RulesDocument ours = RulesDocument.parseYaml(
                """
                operators:
                  "0001": {name: Anne, level: 3, queues: {support: 2}}
                  "0002": {interface: PJSIP/desk2}
                """);
        Migration migration = Migration.of(
                ours, List.of(phone("PJSIP/0001", in("support", "Anna", 0)), phone("PJSIP/0002"), phone("PJSIP/0003")));

        assertThat(migration.created()).containsExactly("0003");
        assertThat(migration.unchanged()).isEmpty();
        assertThat(migration.conflicts())
                .containsExactly(
                        new Conflict("0001", "name", "Anne", "Anna"),
                        new Conflict("0001", "queues", Map.of("support", 2), Map.of("support", 0)),
                        new Conflict("0002", "interface", "PJSIP/desk2", "PJSIP/0002"));
        assertThat(migration.document().root().path("operators").path("0001"))
                .isEqualTo(ours.root().path("operators").path("0001"));
    }

    /** Rules in which two operators have one phone are refused as a whole. */
    @Test
    void aPhoneThatAnOperatorOfAnotherExtensionHasIsNoFurtherOperator() {
        RulesDocument ours = RulesDocument.parseYaml(
                """
                default: {queue: support}
                operators:
                  "100": {interface: PJSIP/0001}
                """);
        Migration migration = Migration.of(ours, List.of(phone("PJSIP/0001"), phone("PJSIP/0002")));

        assertThat(migration.created()).containsExactly("0002");
        assertThat(migration.conflicts()).containsExactly(new Conflict("0001", "extension", "100", "0001"));
        assertThat(RulesReader.read(migration.document().root()).operators()).containsOnlyKeys("100", "0002");
    }

    @Test
    void theDraftThatWasReadStaysAsItWas() {
        Migration.of(EMPTY, List.of(phone("PJSIP/0001")));
        assertThat(EMPTY.root().has("operators")).isFalse();
    }

    @Test
    void aTrunkIsNoOperator() {
        Migration migration = Migration.of(EMPTY, List.of(phone("PJSIP/trunk"), phone("PJSIP/0001")));
        assertThat(migration.created()).containsExactly("0001");
        assertThat(migration.skipped()).containsExactly("PJSIP/trunk");
    }

    @Test
    void theMemberOfTheQueuesIsThePhoneThatTheQueuesRing() {
        Migration migration = Migration.of(
                EMPTY, List.of(phone("PJSIP/0001"), phone("Local/0001@from-queue/n", in("support", "Anna", 0))));
        assertThat(migration.created()).containsExactly("0001");
        assertThat(migration
                        .document()
                        .root()
                        .path("operators")
                        .path("0001")
                        .path("interface")
                        .asText())
                .isEqualTo("Local/0001@from-queue/n");
    }

    @Test
    void aHostileNameBecomesALabel() {
        Migration migration = Migration.of(
                EMPTY,
                List.of(phone(
                        "PJSIP/0001", in("support", "a\r\n\u0000\u0085b" + "x".repeat(200), 0), in("a b", "n", 0))));
        String name = migration
                .document()
                .root()
                .path("operators")
                .path("0001")
                .path("name")
                .asText();
        assertThat(name).hasSize(80).startsWith("a b");
        assertThat(RulesReader.read(migration.document().root()).operators()).containsOnlyKeys("0001");
        assertThat(migration
                        .document()
                        .root()
                        .path("operators")
                        .path("0001")
                        .path("queues")
                        .has("a b"))
                .isFalse();
    }
}
