package io.smartcallcenter.virtual;

import java.util.UUID;

/** Passwords made up for one run of the tests. */
final class Fixture {

    static final String ARI_PASSWORD = UUID.randomUUID().toString();
    static final String AMI_PASSWORD = UUID.randomUUID().toString();

    private Fixture() {}

    static Options options() {
        return Options.with(ARI_PASSWORD, AMI_PASSWORD);
    }
}
