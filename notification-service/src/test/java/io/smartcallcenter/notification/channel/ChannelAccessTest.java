package io.smartcallcenter.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelAccessTest {

    private final ChannelAccess access =
            new ChannelAccess((iface, queue) -> iface.equals("PJSIP/0001") && queue.equals("support"));

    @ParameterizedTest(
            name = "{0}: admin {1}, supervisor {2}, analyst {3}, operator of support {4}, other operator {5}")
    @CsvSource({
        "me,                true, true, false, true,  true",
        "operator:PJSIP/0001, true, true, false, true,  false",
        "operator:PJSIP/0009, true, true, false, false, true",
        "operator:*,        true, true, false, false, false",
        "queue:support,     true, true, false, true,  false",
        "queue:sales,       true, true, false, false, false",
        "queue:*,           true, true, false, false, false",
        "calls,             true, true, false, false, false",
        "kpi:queue:support, true, true, true,  true,  false",
        "kpi:queue:sales,   true, true, true,  false, false",
        "kpi:queue:*,       true, true, false, false, false",
        "kpi:operators,     true, true, true,  false, false",
        "alerts,            true, true, false, false, false",
        "system,            true, true, true,  false, false",
    })
    void theTableIsWhatTheDocumentationSays(
            String channel, boolean admin, boolean supervisor, boolean analyst, boolean operator, boolean stranger) {
        assertThat(allows(channel, Role.ADMIN, "PJSIP/0005")).isEqualTo(admin);
        assertThat(allows(channel, Role.SUPERVISOR, "PJSIP/0005")).isEqualTo(supervisor);
        assertThat(allows(channel, Role.ANALYST, "PJSIP/0005")).isEqualTo(analyst);
        assertThat(allows(channel, Role.OPERATOR, "PJSIP/0001")).isEqualTo(operator);
        assertThat(allows(channel, Role.OPERATOR, "PJSIP/0009")).isEqualTo(stranger);
        assertThat(allows(channel, Role.OPERATOR, null)).isFalse();
    }

    private boolean allows(String channel, Role role, String operator) {
        User user = new User("test", Set.of(role), operator, Instant.MAX);
        return Channel.parse(channel)
                .orElseThrow()
                .of(user)
                .filter(own -> access.allows(user, own))
                .isPresent();
    }

    @Test
    void whoIsNoOperatorHasNoChannelOfTheirOwn() {
        assertThat(allows("me", Role.ADMIN, null)).isFalse();
        assertThat(allows("me", Role.SUPERVISOR, null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "queue",
                "queue:",
                "queue: ",
                "queue:a b",
                "queue:a\nb",
                "queue:**",
                "kpi",
                "kpi:",
                "kpi:queue:",
                "Calls",
                "calls:",
                "me:",
                "me ",
                "operator:",
                "operator:a b",
                "system ",
                "queue:<script>"
            })
    void whatIsNoChannelIsNotParsed(String name) {
        assertThat(Channel.parse(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "me",
                "operator:PJSIP/0001",
                "operator:*",
                "queue:support",
                "queue:*",
                "queue:Отдел-1",
                "calls",
                "kpi:queue:a.b",
                "kpi:operators",
                "alerts",
                "system"
            })
    void aChannelKeepsItsName(String name) {
        assertThat(Channel.parse(name)).map(Channel::name).contains(name);
    }
}
