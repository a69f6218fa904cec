package io.smartcallcenter.gateway.publish;

import static io.smartcallcenter.gateway.publish.TestEvents.keys;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code kill -9} leaves. */
class KillTest {

    @TempDir
    Path directory;

    @Test
    void everythingThatWasOnDiskIsThereAndInOrder() throws IOException, InterruptedException {
        long seen = publishUntilKilled(5_000);

        Journal journal = new Journal(TestEvents.bounds(directory, 1_000_000), new Losses(new SimpleMeterRegistry()));
        assertThat(journal.leftOver()).isTrue();
        assertThat(journal.writable()).isTrue();
        assertThat(journal.count()).isGreaterThanOrEqualTo(seen);
        List<String> left = journal.read(0, Integer.MAX_VALUE).stream()
                .map(o -> o.record().key())
                .toList();
        assertThat(left).isEqualTo(keys(0, left.size()));
        journal.close();
    }

    /** @return how many events were on disk when it was last said */
    private long publishUntilKilled(long enough) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledPublisher.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        long seen = 0;
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null && seen < enough; line = out.readLine()) {
                seen = line.matches("\\d+") ? Long.parseLong(line) : seen;
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(seen).isGreaterThanOrEqualTo(enough);
        return seen;
    }
}
