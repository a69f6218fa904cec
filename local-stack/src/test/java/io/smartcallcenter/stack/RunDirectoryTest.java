package io.smartcallcenter.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {

    @TempDir
    Path folder;

    @Test
    void whatAnEarlierStartLeftIsDeleted() throws IOException {
        Path file;
        try (RunDirectory earlier = RunDirectory.create(folder.resolve("run"))) {
            file = earlier.write("key.pem", "old");
        }
        try (RunDirectory later = RunDirectory.create(folder.resolve("run"))) {
            assertThat(file).doesNotExist();
            assertThat(later.write("key.pem", "new")).hasContent("new");
        }
    }

    @Test
    void theFilesOfAStackThatRunsAreLeftAlone() throws IOException {
        Path run = folder.resolve("run");
        try (RunDirectory running = RunDirectory.create(run)) {
            Path file = running.write("key.pem", "in use");

            assertThatThrownBy(() -> RunDirectory.create(run))
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining(run.toString())
                    .hasMessageContaining("-Dscc.stack.run=<folder>");
            assertThat(Files.readString(file)).isEqualTo("in use");
        }
    }
}
