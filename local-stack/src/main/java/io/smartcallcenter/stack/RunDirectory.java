package io.smartcallcenter.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files of one start: logs and the public key of the tokens. For the owner's eyes only. One stack uses it at a time. */
final class RunDirectory implements AutoCloseable {

    private static final String LOCK = ".lock";

    private final Path directory;
    private final FileChannel lock;

    private RunDirectory(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /**
     * An empty directory; what an earlier start left there is deleted.
     *
     * @throws StackFailure when another stack is using it
     */
    static RunDirectory create(Path directory) {
        try {
            Files.createDirectories(directory);
            ownerOnly(directory, "rwx------");
            FileChannel lock = lock(directory);
            deleteContent(directory);
            return new RunDirectory(directory, lock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // by a stack in this very JVM
        }
        channel.close();
        throw new StackFailure("Nothing was started.\n  Another stack is using " + directory
                + ": choose another folder with -D" + Options.RUN_DIRECTORY + "=<folder>");
    }

    /** The next start may have it. */
    @Override
    public void close() throws IOException {
        lock.close();
    }

    /** Where a part writes its log. */
    Path log(Part part) {
        return directory.resolve(part.key() + ".log");
    }

    /** Where the parts inside the launcher's JVM write theirs. */
    Path backendsLog() {
        return directory.resolve("backends.log");
    }

    /** A file that only its owner can read. */
    Path write(String name, String content) {
        try {
            Path file = Files.createFile(directory.resolve(name));
            ownerOnly(file, "rw-------");
            return Files.writeString(file, content, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void ownerOnly(Path path, String permissions) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    private static void deleteContent(Path directory) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(directory)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            if (!path.equals(directory) && !path.equals(directory.resolve(LOCK))) {
                Files.delete(path);
            }
        }
    }
}
