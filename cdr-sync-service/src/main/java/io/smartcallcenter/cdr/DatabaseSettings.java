package io.smartcallcenter.cdr;

import io.smallrye.config.ConfigMapping;

/** The PBX's database. Without defaults: a missing setting stops the start and is named, instead of reaching a wrong database. */
@ConfigMapping(prefix = "scc.cdr.database")
public interface DatabaseSettings {

    String host();

    int port();

    String name();

    String username();

    String password();
}
