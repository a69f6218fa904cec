package io.smartcallcenter.notification.contract;

import io.smartcallcenter.notification.feed.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Build time only: writes the document (first argument) and the client's types (second). */
public final class ContractFiles {

    private ContractFiles() {}

    public static void main(String[] files) throws IOException {
        ChannelEvents events = new ChannelEvents();
        ContractDocument document = new ContractDocument(events);
        write(Path.of(files[0]), Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document.build()));
        write(Path.of(files[1]), new TypeScriptTypes(events, document.schemas()).write());
    }

    /** A file that says the same already keeps its time: the client is not compiled again for it. */
    private static void write(Path file, String text) throws IOException {
        if (Files.exists(file) && Files.readString(file).equals(text)) {
            return;
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }
}
