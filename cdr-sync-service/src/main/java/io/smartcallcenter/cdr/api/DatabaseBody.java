package io.smartcallcenter.cdr.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What an administrator says of a database. */
@Schema(name = "AsteriskDatabase")
public record DatabaseBody(
        @Schema(description = "The Asterisk node, the first part of its calls' ids", examples = "pbx1") String node,
        @Schema(examples = "192.0.2.10") String host,
        @Schema(minimum = "1", maximum = "65535", examples = "3306") Integer port,
        @Schema(examples = "scc") String username,
        @Schema(
                        description =
                                "Stored encrypted and never shown. Left out, the stored one stays, if node, type, host, port and"
                                        + " username stay",
                        nullable = true)
                String password,
        @Schema(description = "Default: asteriskcdrdb", examples = "asteriskcdrdb", nullable = true) String database,
        @Schema(description = "Default: cdr", examples = "cdr", nullable = true) String table,
        @JsonProperty("db_type") @Schema(description = "mysql, mariadb or postgresql", examples = "mariadb")
                String dbType,
        @Schema(description = "IANA zone of calldate: that of the Asterisk host. Default: UTC", nullable = true)
                String zone,
        @Schema(description = "Default: true", nullable = true) Boolean enabled) {

    /** Without the password. */
    @Override
    public String toString() {
        return node + ": " + dbType + " " + username + "@" + host + ":" + port;
    }
}
