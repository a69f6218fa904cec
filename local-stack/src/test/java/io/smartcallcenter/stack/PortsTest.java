package io.smartcallcenter.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcallcenter.stack.Ports.Listener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {

    @Test
    void theUsualPortsCanBeChangedByPropertyAndByEnvironment() {
        Ports ports = Ports.configured(
                Map.of("scc.port.origin", "8180"),
                Map.of("SCC_PORT_CDR_SYNC_MANAGEMENT", "9184", "SCC_PORT_ORIGIN", "1"));

        assertThat(ports.of(Listener.ORIGIN)).isEqualTo(8180);
        assertThat(ports.of(Listener.CDR_SYNC_MANAGEMENT)).isEqualTo(9184);
        assertThat(ports.of(Listener.KAFKA)).isEqualTo(19092);
    }

    @Test
    void zeroIsAnyFreePort() {
        assertThat(Ports.configured(Map.of("scc.port.kafka", "0"), Map.of()).of(Listener.KAFKA))
                .isGreaterThan(1023);
    }

    @Test
    void noFreePortIsGivenTwiceNorOneThatWasChosen() {
        Map<String, String> settings = settings();
        settings.put("scc.port.ami", "40001");
        PrimitiveIterator.OfInt each = IntStream.iterate(40_000, port -> port + 1)
                .flatMap(port -> IntStream.of(port, port))
                .iterator();
        Ports ports = Ports.configured(settings, Map.of(), each::nextInt);

        assertThat(Arrays.stream(Listener.values()).map(ports::of)).doesNotHaveDuplicates();
        assertThat(ports.of(Listener.AMI)).isEqualTo(40_001);
    }

    @Test
    void aBusyPortIsNamedWithItsSetting() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Ports ports = with("scc.port.mariadb", Integer.toString(taken.getLocalPort()));

            assertThatThrownBy(ports::requireFree)
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining("Nothing was started")
                    .hasMessageContaining("port " + taken.getLocalPort() + " is in use")
                    .hasMessageContaining("-Dscc.port.mariadb=<port>");
        }
    }

    @Test
    void onePortForTwoPartsIsRefused() {
        Ports ports = Ports.free();
        String port = Integer.toString(ports.of(Listener.ARI));
        Map<String, String> settings = settings();
        settings.put("scc.port.ari", port);
        settings.put("scc.port.ami", port);

        assertThatThrownBy(() -> Ports.configured(settings, Map.of()).requireFree())
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("scc.port.ari, scc.port.ami");
    }

    @Test
    void whatIsNoPortIsRefusedByName() {
        assertThatThrownBy(() -> with("scc.port.kpi", "many"))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("scc.port.kpi=many");
        assertThatThrownBy(() -> with("scc.port.kpi", "70000"))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("0 to 65535");
    }

    private static Ports with(String setting, String value) {
        Map<String, String> settings = settings();
        settings.put(setting, value);
        return Ports.configured(settings, Map.of());
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        for (Listener listener : Listener.values()) {
            settings.put(listener.setting(), "0");
        }
        return settings;
    }
}
