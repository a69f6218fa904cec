package io.smartcallcenter.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files of one start: logs, the public key, the demo users' password. For the owner's eyes only. */
final class RunDirectory {

    private final Path directory;

    private RunDirectory(Path directory) {
        this.directory = directory;
    }

    /** An empty directory; what an earlier start left there is deleted. */
    static RunDirectory create(Path directory) {
        try {
            if (Files.exists(directory)) {
                deleteAll(directory);
            }
            Files.createDirectories(directory);
            ownerOnly(directory, "rwx------");
            return new RunDirectory(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a part writes its log. */
    Path log(Part part) {
        return directory.resolve(part.key() + ".log");
    }

    /** Where the parts inside the launcher's JVM write theirs. */
    Path backendsLog() {
        return directory.resolve("backends.log");
    }

    Path path() {
        return directory;
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

    private static void deleteAll(Path directory) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(directory)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
