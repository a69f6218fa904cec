package io.smartcallcenter.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PartProcessTest {

    @Test
    void endsWhenTheLauncherIsGone() throws Exception {
        Process service = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path")
                                + File.pathSeparator
                                + System.getProperty("surefire.test.class.path", ""),
                        PartProcess.class.getName())
                .start();
        try {
            assertThat(service.inputReader().readLine()).isEqualTo("the service runs");
            assertThat(service.isAlive()).isTrue();

            service.getOutputStream().close();

            assertThat(service.waitFor(180, TimeUnit.SECONDS)).isTrue();
            assertThat(service.exitValue()).isEqualTo(3);
        } finally {
            service.destroyForcibly();
        }
    }
}
