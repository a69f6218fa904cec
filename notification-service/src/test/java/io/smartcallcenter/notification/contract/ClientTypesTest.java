package io.smartcallcenter.notification.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an editor says to who uses the client. */
class ClientTypesTest {

    @TempDir
    Path folder;

    private String errorsOf(String use) throws Exception {
        try (var sources = Files.list(Node.BUILT.resolve("src"))) {
            for (Path source : sources.toList()) {
                Files.copy(source, folder.resolve(source.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.writeString(
                folder.resolve("use.ts"),
                "import { NotificationClient } from './index.js';\n"
                        + "const client = new NotificationClient({ url: 'ws://x', token: () => 't' });\n" + use);
        return Node.call(
                Node.CLIENT.resolve("build/compile.cjs"),
                Node.BUILT.resolve("typescript/lib").toString(),
                folder.toRealPath().toString(),
                "");
    }

    @Test
    void eventsOfAChannelAreNarrowedByTheirType() throws Exception {
        assertThat(
                        errorsOf(
                                """
                client.subscribe('queue:support', {
                  snapshot: ({ queues }) => { const first: string | undefined = queues?.[0]?.queue; void first; },
                  event: ({ data }) => {
                    if (data.type === 'call.queue.joined') { const place: number = data.position; void place; }
                  },
                }, { types: ['call.queue.*', 'agent.paused'], queue: ['support'] });
                """))
                .isEmpty();
    }

    @Test
    void aTypeThatTheChannelDoesNotCarryIsRefusedInAFilter() throws Exception {
        assertThat(errorsOf("client.subscribe('system', {}, { types: ['call.answered'] });\n"))
                .contains("use.ts:3", "call.answered");
        assertThat(errorsOf("client.subscribe('system', {}, { types: ['call.*'] });\n"))
                .contains("use.ts:3");
    }

    @Test
    void anUnknownChannelAndAFieldOfAnotherEventAreRefused() throws Exception {
        assertThat(errorsOf("client.subscribe('nowhere', {});\n")).contains("use.ts:3");
        assertThat(
                        errorsOf(
                                """
                client.subscribe('calls', {
                  event: ({ data }) => { if (data.type === 'call.ended') { void data.position; } },
                });
                """))
                .contains("use.ts:4", "position");
    }
}
