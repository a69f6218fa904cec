package io.smartcallcenter.cdr.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smartcallcenter.cdr.settings.AsteriskDatabase;
import io.smartcallcenter.cdr.settings.AsteriskDatabases.Setting;
import io.smartcallcenter.cdr.source.ImportState;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A setting as it is shown: without the password. */
@Schema(name = "AsteriskDatabaseSetting")
public record DatabaseView(
        String node,
        String host,
        int port,
        String username,
        @JsonProperty("password_set") @Schema(description = "False: it cannot be decrypted, give it again")
                boolean passwordSet,
        String database,
        String table,
        @JsonProperty("db_type") String dbType,
        String zone,
        boolean enabled,
        @Schema(description = "stored, or environment as long as nothing is stored for the node") String origin,
        @JsonProperty("changed_at") @Schema(nullable = true) Instant changedAt,
        @JsonProperty("changed_by") @Schema(nullable = true) String changedBy,
        @JsonProperty("import") @Schema(description = "Null: its rows are not read, or not yet", nullable = true)
                Progress progress) {

    /** How the import goes. */
    @Schema(name = "CdrImport")
    public record Progress(
            @Schema(description = "importing, or away") String state,
            @JsonProperty("imported_until")
                    @Schema(
                            description = "When the last import began that came to the end of the table",
                            nullable = true)
                    Instant importedUntil,
            @JsonProperty("away_since") @Schema(nullable = true) Instant awaySince,
            @Schema(nullable = true) String reason,
            @JsonProperty("next_attempt") @Schema(nullable = true) Instant nextAttempt) {

        private static Progress of(ImportState state) {
            return new Progress(
                    state.failingSince() == null ? "importing" : "away",
                    state.importedUntil(),
                    state.failingSince(),
                    state.reason(),
                    state.nextAttempt());
        }
    }

    /** @param state null if its rows are not read */
    static DatabaseView of(Setting setting, ImportState state) {
        AsteriskDatabase database = setting.database();
        return new DatabaseView(
                database.node(),
                database.host(),
                database.port(),
                database.username(),
                database.password() != null,
                database.database(),
                database.table(),
                database.type().wireName(),
                database.zone().getId(),
                database.enabled(),
                setting.origin().name().toLowerCase(Locale.ROOT),
                setting.changedAt(),
                setting.changedBy(),
                state == null ? null : Progress.of(state));
    }
}
