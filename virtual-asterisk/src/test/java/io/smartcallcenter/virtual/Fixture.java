package io.smartcallcenter.virtual;

import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;

/** Passwords made up for one run of the tests, and their patience. */
final class Fixture {

    static final String ARI_PASSWORD = UUID.randomUUID().toString();
    static final String AMI_PASSWORD = UUID.randomUUID().toString();

    static {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(3));
    }

    private Fixture() {}

    static Options options() {
        return Options.with(ARI_PASSWORD, AMI_PASSWORD);
    }
}
