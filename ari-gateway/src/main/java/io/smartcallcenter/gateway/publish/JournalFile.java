package io.smartcallcenter.gateway.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;

/** The file of waiting events: an H2 MVStore (append-only chunks with checksums; a killed process leaves the last commit). */
final class JournalFile {

    private static final int CACHE_MB = 4;
    private static final int SYNCS_KEPT = 3;

    private final Path path;
    private final Duration sync;
    private MVStore store;
    private MVMap<Long, Stored> events;
    private MVMap<String, Stored> gaps;
    private MVMap<String, Long> totals;

    JournalFile(Path directory, Duration sync) {
        this.path = directory.resolve("events.mv");
        this.sync = sync;
    }

    Path path() {
        return path;
    }

    boolean exists() {
        return Files.exists(path);
    }

    boolean isOpen() {
        return store != null;
    }

    /** @throws MVStoreException see {@link #corrupt} */
    void open(boolean readOnly) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        MVStore.Builder builder = new MVStore.Builder()
                .fileName(path.toString())
                .autoCommitDisabled()
                .cacheSize(CACHE_MB);
        store = (readOnly ? builder.readOnly() : builder).open();
        // Room is used again only after what replaced it has been forced to the disk more than once.
        store.setRetentionTime((int) sync.multipliedBy(SYNCS_KEPT).toMillis());
        store.setVersionsToKeep(0);
        events = store.openMap(
                "events",
                new MVMap.Builder<Long, Stored>().keyType(LongDataType.INSTANCE).valueType(StoredType.INSTANCE));
        gaps = store.openMap(
                "gaps",
                new MVMap.Builder<String, Stored>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(StoredType.INSTANCE));
        totals = store.openMap(
                "totals",
                new MVMap.Builder<String, Long>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(LongDataType.INSTANCE));
    }

    /** Events by number, growing. */
    MVMap<Long, Stored> events() {
        return events;
    }

    /** Gaps that are to be told: they must not be lost with the process. */
    MVMap<String, Stored> gaps() {
        return gaps;
    }

    long bytes() {
        return totals.getOrDefault("bytes", 0L);
    }

    /** To the operating system: safe from the death of this process. */
    void commit(long bytes) {
        totals.put("bytes", bytes);
        store.commit();
    }

    /** To the disk: safe from a power cut. */
    void sync() {
        store.sync();
    }

    /** Without a last write, which could fail. */
    void abandon() {
        if (store != null) {
            store.closeImmediately();
            store = null;
        }
    }

    void close() {
        if (store != null) {
            store.close();
            store = null;
        }
    }

    /** All of it has been delivered. */
    void delete() throws IOException {
        abandon();
        Files.deleteIfExists(path);
    }

    /** Keeps a file that cannot be read for whoever wants to look; one from before is replaced. */
    Age moveAside() throws IOException {
        abandon();
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        Files.move(path, aside(), StandardCopyOption.REPLACE_EXISTING);
        return new Age(
                attributes.creationTime().toInstant(),
                attributes.lastModifiedTime().toInstant());
    }

    Path aside() {
        return path.resolveSibling(path.getFileName() + ".unreadable");
    }

    /** The file's content is the trouble, not the disk and not another process. */
    static boolean corrupt(RuntimeException e) {
        if (!(e instanceof MVStoreException failure)) {
            return !(e instanceof UncheckedIOException);
        }
        return switch (failure.getErrorCode()) {
            case DataUtils.ERROR_FILE_CORRUPT,
                    DataUtils.ERROR_UNSUPPORTED_FORMAT,
                    DataUtils.ERROR_SERIALIZATION,
                    DataUtils.ERROR_INTERNAL,
                    DataUtils.ERROR_CHUNK_NOT_FOUND,
                    DataUtils.ERROR_BLOCK_NOT_FOUND -> true;
            default -> false;
        };
    }

    /** Another process, or another publisher of this one, has the file open. */
    static boolean locked(RuntimeException e) {
        return e instanceof MVStoreException failure && failure.getErrorCode() == DataUtils.ERROR_FILE_LOCKED;
    }

    /** When the first and the last event may have been written. */
    record Age(Instant created, Instant written) {}
}
