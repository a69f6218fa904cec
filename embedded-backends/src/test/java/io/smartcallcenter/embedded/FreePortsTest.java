package io.smartcallcenter.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    @Test
    void aPortIsNamedOnceAndIsFree() throws IOException {
        List<Integer> named = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int port = FreePorts.next();
            named.add(port);
            new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        }
        assertThat(named).doesNotHaveDuplicates();
    }

    @Test
    void aPortThatIsTakenIsNotNamed() throws IOException {
        int next = FreePorts.next() + 1;
        try (ServerSocket taken = new ServerSocket(next, 1, InetAddress.getLoopbackAddress())) {
            assertThat(FreePorts.next()).isNotEqualTo(taken.getLocalPort());
        }
    }

    /** From where systems take the ports of clients. */
    @Test
    void noClientIsGivenOneByChance() {
        assertThat(FreePorts.next()).isBetween(1_024, 32_767);
    }
}
