package io.smartcallcenter.notification.customer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What came of an import; counts of rows. */
@JsonNaming(SnakeCaseStrategy.class)
public record ImportReport(
        boolean dryRun,
        long added,
        long changed,
        long unchanged,
        long bad,
        @Schema(description = "The first thousand") List<BadRow> badRows,
        @Schema(description = "Why the rest of the file was not read; absent if all of it was")
                @JsonInclude(JsonInclude.Include.NON_NULL)
                String stopped) {

    static final int MOST_LISTED = 1000;

    /**
     * A row that was left out.
     *
     * @param line of the file where the row begins, 1 = the header
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BadRow(
            long line,
            @Schema(description = "Absent if it is about the whole row") String column,
            String reason,
            @Schema(description = "Whose number or external id it is") String customer) {}

    /** Counts. */
    static final class Builder {

        private final List<BadRow> badRows = new ArrayList<>();
        private long added;
        private long changed;
        private long unchanged;
        private long bad;
        private String stopped;

        void add(ImportPlan.Verdict verdict) {
            switch (verdict.kind()) {
                case ADDED -> added++;
                case CHANGED -> changed++;
                case UNCHANGED -> unchanged++;
                case BAD -> bad(verdict.bad());
            }
        }

        void bad(BadRow row) {
            bad++;
            if (badRows.size() < MOST_LISTED) {
                badRows.add(row);
            }
        }

        void stopped(String reason) {
            stopped = reason;
        }

        ImportReport report(boolean dryRun) {
            badRows.sort(Comparator.comparingLong(BadRow::line));
            return new ImportReport(dryRun, added, changed, unchanged, bad, List.copyOf(badRows), stopped);
        }
    }
}
