package io.smartcallcenter.notification.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.defaults.query.Problems.Violation;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {

    private static final String SECRET = "0123456789abcdef";

    private final Targets strict = new Targets(false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fd00::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a00:1",
                "2002:7f00:1::",
                "2001:0:1::1"
            })
    void addressesOfOurOwnNetworksAreBlocked(String address) throws Exception {
        assertThat(Targets.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2001:4860:4860::8888", "64:ff9b::808:808"})
    void addressesOfTheInternetAreNot(String address) throws Exception {
        assertThat(Targets.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://localhost/",
                "https://127.0.0.1/",
                "https://[::1]/",
                "https://[::ffff:7f00:1]/",
                "https://169.254.169.254/latest/meta-data"
            })
    void aNameOrAnAddressOfThisHostIsBlocked(String url) {
        assertThatThrownBy(() -> strict.resolve(URI.create(url))).isInstanceOf(Targets.Blocked.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://localhost/hook | call.ended | url",
                "https://10.0.0.1/hook | call.ended | url",
                "http://8.8.8.8/hook | call.ended | url",
                "ftp://8.8.8.8/hook | call.ended | url",
                "https://user@8.8.8.8/ | call.ended | url",
                "file:///etc/passwd | call.ended | url",
                "hook | call.ended | url",
                "https://8.8.8.8/hook | nothing.* | types[0]",
                "https://8.8.8.8/hook | kpi.queue | types[0]",
                "https://8.8.8.8/hook | state.* | types[0]",
                "https://8.8.8.8/hook | call.$where | types[0]"
            })
    void whatCannotBeUsedIsNamed(String url, String type, String field) {
        WebhookBody body = new WebhookBody(url, SECRET, List.of(type), true);
        assertThatThrownBy(() -> WebhookBodies.read(body, true, strict))
                .isInstanceOfSatisfying(HttpProblem.class, problem -> assertThat(Problems.violations(problem))
                        .extracting(Violation::field)
                        .containsExactly(field));
    }

    @Test
    void everythingIsNamedAtOnceAndTheSecretIsNotRepeated() {
        WebhookBody body = new WebhookBody("x", "short", List.of(), null);
        assertThatThrownBy(() -> WebhookBodies.read(body, true, strict))
                .isInstanceOfSatisfying(HttpProblem.class, problem -> assertThat(Problems.violations(problem))
                        .extracting(Violation::field)
                        .containsExactly("url", "secret", "types"))
                .hasMessageNotContaining("short");
        assertThat(body.toString()).doesNotContain("short");
    }

    @Test
    void aFamilyIsReadWhereItsEventsAre() {
        WebhookBodies.Read read = WebhookBodies.read(
                new WebhookBody("https://8.8.8.8/", SECRET, List.of("customer.card", "alert.*"), null), true, strict);
        assertThat(EventTypes.topics(read.types()))
                .extracting(topic -> topic.topicName())
                .containsExactlyInAnyOrder("alerts", "customer-cards");
        assertThat(read.enabled()).isTrue();
    }
}
