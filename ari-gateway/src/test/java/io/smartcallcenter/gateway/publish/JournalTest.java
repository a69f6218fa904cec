package io.smartcallcenter.gateway.publish;

import static io.smartcallcenter.gateway.publish.TestEvents.bounds;
import static io.smartcallcenter.gateway.publish.TestEvents.event;
import static io.smartcallcenter.gateway.publish.TestEvents.keys;
import static io.smartcallcenter.gateway.publish.TestEvents.outgoing;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smartcallcenter.events.EventMeta;
import io.smartcallcenter.events.NodeEvent;
import io.smartcallcenter.events.kafka.Topic;
import io.smartcallcenter.gateway.normalize.Published;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    Path directory;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Losses losses = new Losses(meters);
    private Journal journal;

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void eventsComeBackAsTheyWereInOrder() {
        open(1_000);
        journal.append(outgoing(0, 300), 0);
        journal.append(List.of(Outgoing.of(new Published(Topic.CALL_EVENTS, "gone", null))), 0);

        List<Outgoing> read = journal.read(0, 1_000);

        assertThat(read).hasSize(301);
        assertThat(read.subList(0, 300)).extracting(o -> o.record().key()).isEqualTo(keys(0, 300));
        assertThat(read.get(42).record().value()).isEqualTo(event(42).envelope());
        assertThat(read.get(300).record().value()).as("a tombstone").isNull();
        assertThat(journal.count()).isEqualTo(301);
        assertThat(journal.oldest()).isEqualTo(TestEvents.TIME);
    }

    @Test
    void whatIsDeliveredIsGoneAndWithTheLastOneTheFile() {
        open(1_000);
        journal.append(outgoing(0, 300), 0);
        long hundredth = journal.read(0, 100).get(99).place();

        journal.remove(hundredth);

        assertThat(journal.count()).isEqualTo(200);
        assertThat(journal.oldest()).isEqualTo(TestEvents.TIME.plusSeconds(100));
        journal.remove(journal.last());
        assertThat(journal.isEmpty()).isTrue();
        assertThat(journal.bytes()).isZero();
        journal.finish();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void beyondTheBoundTheOldestAreDroppedCountedAndTheGapIsKeptWithTheFile() {
        open(100);
        journal.append(outgoing(0, 90), 0);
        journal.append(outgoing(90, 160), 0);
        assertThat(readKeys()).isEqualTo(keys(60, 160));
        assertThat(meters.counter("scc.publish.lost").count()).isEqualTo(60);

        journal.close();
        journal = new Journal(bounds(directory, 100), new Losses(meters));
        assertThat(journal.writable()).isTrue();
        journal.tellGaps();

        List<Outgoing> all = journal.read(0, 1_000);
        assertThat(all).hasSize(102);
        assertThat(all.subList(100, 102)).allSatisfy(o -> {
            NodeEvent.Gap gap = (NodeEvent.Gap) o.record().value().data();
            assertThat(gap.from()).isEqualTo(TestEvents.TIME);
            assertThat(gap.to()).isEqualTo(TestEvents.TIME.plusSeconds(59));
            EventMeta meta = o.record().value().meta();
            assertThat(meta.epoch()).isEqualTo(7);
        });
    }

    @Test
    void theBoundInBytesHoldsToo() {
        journal = new Journal(new JournalSettings(directory, 1_000_000, 20_000, Duration.ofSeconds(1)), losses);
        assertThat(journal.writable()).isTrue();
        for (int i = 0; i < 50; i++) {
            journal.append(outgoing(i * 10, i * 10 + 10), 0);
        }
        assertThat(journal.bytes()).isBetween(10_000L, 20_000L);
        assertThat(readKeys()).endsWith("499").doesNotContain("0");
    }

    @Test
    void whatTheProducerHasIsNotDropped() {
        open(100);
        journal.append(outgoing(0, 80), 0);
        long sent = journal.read(0, 50).get(49).place();

        journal.append(outgoing(80, 160), sent);

        assertThat(readKeys()).startsWith("0", "1").containsAll(keys(110, 160)).doesNotContain("50", "109");
    }

    @Test
    void aKilledProcessLeavesEverythingThatWasCommitted() throws IOException {
        open(1_000);
        for (int i = 0; i < 30; i++) {
            journal.append(outgoing(i * 10, i * 10 + 10), 0);
        }
        journal.remove(journal.read(0, 50).get(49).place());
        journal.commit();
        // Nothing is closed: this is what the operating system has of a process that is killed now.
        Path copy = Files.createDirectory(directory.resolve("copy"));
        Files.copy(directory.resolve("events.mv"), copy.resolve("events.mv"));
        journal.close();

        journal = new Journal(bounds(copy, 1_000), losses);

        assertThat(journal.leftOver()).isTrue();
        assertThat(journal.writable()).isTrue();
        assertThat(journal.count()).isEqualTo(250);
        assertThat(readKeys()).isEqualTo(keys(50, 300));
        journal.append(outgoing(300, 310), 0);
        assertThat(readKeys()).isEqualTo(keys(50, 310));
    }

    @Test
    void aFileOfGarbageIsMovedAsideSaidAndReplaced() throws IOException {
        Files.write(directory.resolve("events.mv"), new byte[20_000]);
        open(1_000);
        assertMovedAside();
    }

    @Test
    void aFileWithADamagedMiddleIsMovedAsideSaidAndReplaced() throws IOException {
        open(100_000);
        for (int i = 0; i < 100; i++) {
            journal.append(outgoing(i * 100, i * 100 + 100), 0);
        }
        journal.close();
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve("events.mv").toFile(), "rw")) {
            file.seek(file.length() / 3);
            file.write(new byte[(int) (file.length() / 3)]);
        }
        open(100_000);
        List<Outgoing> read = journal.read(0, 100_000);
        assertThat(read).isEmpty();
        assertThat(journal.writable()).isTrue();
        assertMovedAside();
    }

    private void assertMovedAside() {
        assertThat(directory.resolve("events.mv.unreadable")).exists();
        assertThat(journal.append(outgoing(0, 10), 0)).isTrue();
        assertThat(readKeys()).isEqualTo(keys(0, 10));
        assertThat(losses.isEmpty()).isTrue();
        losses.heard(event(1));
        losses.heard(event(2));
        assertThat(losses.take()).as("one gap for each link").hasSize(2);
    }

    @Test
    void aFileThatAnotherGatewayUsesIsLeftAlone() {
        open(1_000);
        journal.append(outgoing(0, 10), 0);

        Journal second = new Journal(bounds(directory, 1_000), losses);

        assertThat(second.writable()).isFalse();
        assertThat(second.trouble()).contains("another gateway", "scc.gateway.publish.directory");
        assertThat(directory.resolve("events.mv.unreadable")).doesNotExist();
        assertThat(readKeys()).isEqualTo(keys(0, 10));
    }

    @Test
    void aDirectoryThatCannotBeIsAState() throws IOException {
        Path occupied = Files.createFile(directory.resolve("a-file"));
        journal = new Journal(bounds(occupied.resolve("events"), 1_000), losses);
        assertThat(journal.writable()).isFalse();
        assertThat(journal.trouble()).isNotBlank();
    }

    private void open(long events) {
        journal = new Journal(bounds(directory, events), losses);
        assertThat(journal.writable()).isTrue();
    }

    private List<String> readKeys() {
        return journal.read(0, 1_000_000).stream().map(o -> o.record().key()).toList();
    }
}
