package io.smartcallcenter.kpi.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smartcallcenter.kpi.metrics.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridTest {

    private static final List<String> ZONES = List.of(
            "UTC",
            "Europe/Berlin",
            "America/New_York",
            "Asia/Almaty",
            "Asia/Kolkata",
            "Australia/Lord_Howe",
            "Pacific/Apia",
            "America/St_Johns");

    private static Grid grid(String from, String to, String zone, Interval interval) {
        return new Grid(new TimeRange(Instant.parse(from), Instant.parse(to)), ZoneId.of(zone), interval);
    }

    private static List<Long> hours(Grid grid) {
        return grid.cells().stream()
                .map(cell -> Duration.between(cell.from(), cell.to()).toHours())
                .toList();
    }

    private static List<String> starts(Grid grid) {
        return grid.cells().stream()
                .map(cell -> LocalDateTime.ofInstant(cell.from(), grid.zone()).toString())
                .toList();
    }

    /** Hours of the calendar days of a range that begins and ends at midnight of the zone. */
    @ParameterizedTest
    @CsvSource({
        "UTC, 2026-03-28T00:00:00Z, 2026-03-31T00:00:00Z, 24 24 24",
        "Europe/Berlin, 2026-03-27T23:00:00Z, 2026-03-30T22:00:00Z, 24 23 24",
        "Europe/Berlin, 2026-10-23T22:00:00Z, 2026-10-26T23:00:00Z, 24 25 24",
        "America/New_York, 2026-03-07T05:00:00Z, 2026-03-10T04:00:00Z, 24 23 24",
        "Asia/Almaty, 2024-02-27T18:00:00Z, 2024-03-01T19:00:00Z, 24 25 24",
        "Asia/Kolkata, 2026-03-27T18:30:00Z, 2026-03-29T18:30:00Z, 24 24",
        // the 30th of December 2011 did not take place
        "Pacific/Apia, 2011-12-28T10:00:00Z, 2011-12-31T10:00:00Z, 24 24 24"
    })
    void daysHaveTheHoursThatTheZoneGivesThem(String zone, String from, String to, String expected) {
        assertThat(hours(grid(from, to, zone, Interval.D1)))
                .isEqualTo(Arrays.stream(expected.split(" ")).map(Long::valueOf).toList());
    }

    @Test
    void anHourThatIsSkippedHasNoCell() {
        assertThat(starts(grid("2026-03-29T00:00:00Z", "2026-03-29T03:00:00Z", "Europe/Berlin", Interval.H1)))
                .containsExactly("2026-03-29T01:00", "2026-03-29T03:00", "2026-03-29T04:00");
    }

    @Test
    void anHourThatIsRepeatedHasTwoCellsInTheOrderOfTime() {
        Grid grid = grid("2026-10-24T23:00:00Z", "2026-10-25T03:00:00Z", "Europe/Berlin", Interval.H1);

        assertThat(starts(grid))
                .containsExactly("2026-10-25T01:00", "2026-10-25T02:00", "2026-10-25T02:00", "2026-10-25T03:00");
        assertThat(grid.cellOf(Instant.parse("2026-10-25T00:59:59.999Z").toEpochMilli()))
                .isEqualTo(1);
        assertThat(grid.cellOf(Instant.parse("2026-10-25T01:00:00Z").toEpochMilli()))
                .isEqualTo(2);
    }

    @Test
    void almatyHadItsLastHourOfFebruary2024Twice() {
        assertThat(starts(grid("2024-02-29T16:00:00Z", "2024-02-29T20:00:00Z", "Asia/Almaty", Interval.H1)))
                .containsExactly("2024-02-29T22:00", "2024-02-29T23:00", "2024-02-29T23:00", "2024-03-01T00:00");
    }

    @Test
    void hoursFollowTheClockOfAZoneThatIsHalfAnHourOff() {
        Grid grid = grid("2026-03-02T10:00:00Z", "2026-03-02T12:00:00Z", "Asia/Kolkata", Interval.H1);

        assertThat(starts(grid)).containsExactly("2026-03-02T15:30", "2026-03-02T16:00", "2026-03-02T17:00");
        assertThat(grid.cell(0).to()).isEqualTo("2026-03-02T10:30:00Z");
    }

    /** Lord Howe moves by half an hour: 02:00 becomes 01:30. */
    @Test
    void halfAnHourThatIsRepeatedIsACellOfItsOwn() {
        Grid grid = grid("2026-04-04T14:00:00Z", "2026-04-04T17:00:00Z", "Australia/Lord_Howe", Interval.H1);

        assertThat(starts(grid))
                .containsExactly("2026-04-05T01:00", "2026-04-05T01:30", "2026-04-05T02:00", "2026-04-05T03:00");
    }

    @Test
    void weeksBeginOnMondayAndTheFirstAndTheLastAreClipped() {
        // the 18th of November 2026 is a Wednesday
        assertThat(starts(grid("2026-11-17T23:00:00Z", "2026-12-01T23:00:00Z", "Europe/Berlin", Interval.W1)))
                .containsExactly("2026-11-18T00:00", "2026-11-23T00:00", "2026-11-30T00:00");
    }

    @Test
    void monthsAreThoseOfTheCalendar() {
        assertThat(starts(grid("2024-01-15T00:00:00Z", "2024-04-02T00:00:00Z", "UTC", Interval.MO1)))
                .containsExactly("2024-01-15T00:00", "2024-02-01T00:00", "2024-03-01T00:00", "2024-04-01T00:00");
    }

    @Property(tries = 500, seed = "20261127")
    void theCellsCoverTheRangeAndEveryMomentIsInTheCellThatContainsIt(
            @ForAll @IntRange(max = 7) int zone,
            @ForAll Interval interval,
            @ForAll @LongRange(min = 1_300_000_000_000L, max = 1_800_000_000_000L) long from,
            @ForAll @LongRange(min = 1, max = 2_600_000_000L) long length,
            @ForAll @IntRange(max = 1_000_000) int part) {
        TimeRange range = new TimeRange(Instant.ofEpochMilli(from), Instant.ofEpochMilli(from + length));
        Grid grid = new Grid(range, ZoneId.of(ZONES.get(zone)), interval);
        List<TimeRange> cells = grid.cells();

        assertThat(cells.get(0).from()).isEqualTo(range.from());
        assertThat(cells.get(cells.size() - 1).to()).isEqualTo(range.to());
        for (int i = 1; i < cells.size(); i++) {
            assertThat(cells.get(i).from()).isEqualTo(cells.get(i - 1).to());
        }
        long at = from + length * part / 1_000_001;
        assertThat(cells.get(grid.cellOf(at)).contains(Instant.ofEpochMilli(at)))
                .isTrue();
        for (int i = 0; i < cells.size(); i++) {
            assertThat(grid.cellOf(grid.border(i))).isEqualTo(i);
            assertThat(grid.cellOf(grid.border(i + 1) - 1)).isEqualTo(i);
        }
        assertThat(grid.cellOf(from - 1)).isEqualTo(-1);
        assertThat(grid.cellOf(from + length)).isEqualTo(-1);
    }

    @Test
    void aRangeHasAtMostThreeThousandCells() {
        assertThat(grid("2026-01-01T00:00:00Z", "2026-05-06T00:00:00Z", "UTC", Interval.H1)
                        .size())
                .isEqualTo(3_000);
        assertThatThrownBy(() -> grid("2026-01-01T00:00:00Z", "2026-05-06T00:00:01Z", "UTC", Interval.H1))
                .isInstanceOfSatisfying(TooManyCells.class, failure -> {
                    assertThat(failure.parameter()).isEqualTo("interval");
                    assertThat(failure.limit()).isEqualTo(3_000);
                });
    }

    @Test
    void aRangeHasAtMostElevenHundredDays() {
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        TimeRange longest = new TimeRange(from, from.plus(Duration.ofDays(1_100)));
        TimeRange tooLong =
                new TimeRange(from, from.plus(Duration.ofDays(1_100)).plusMillis(1));

        assertThat(Grid.whole(longest).size()).isEqualTo(1);
        assertThatThrownBy(() -> Grid.whole(tooLong)).isInstanceOf(RangeTooLong.class);
        assertThatThrownBy(() -> new WeekGrid(tooLong, ZoneId.of("UTC"))).isInstanceOf(RangeTooLong.class);
    }

    /** Monday 0 = cell 0. Both hours 2 of the day of the change are one cell. */
    @ParameterizedTest
    @CsvSource({
        "UTC, 2026-11-23T00:00:00Z, 0",
        "UTC, 2026-11-22T23:59:59.999Z, 167",
        "Asia/Kolkata, 2026-11-22T18:30:00Z, 0",
        "Europe/Berlin, 2026-10-25T00:30:00Z, 146",
        "Europe/Berlin, 2026-10-25T01:30:00Z, 146",
        "Europe/Berlin, 2026-10-25T02:00:00Z, 147",
        "Europe/Berlin, 2026-03-29T01:00:00Z, 147",
        "UTC, 2025-12-31T23:59:59.999Z, -1",
        "UTC, 2027-01-01T00:00:00Z, -1"
    })
    void anHourOfTheWeekIsThatOfTheZone(String zone, String at, int cell) {
        TimeRange year = new TimeRange(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z"));

        assertThat(new WeekGrid(year, ZoneId.of(zone)).cellOf(Instant.parse(at).toEpochMilli()))
                .isEqualTo(cell);
        if (cell >= 0) {
            LocalDateTime local = LocalDateTime.ofInstant(Instant.parse(at), ZoneId.of(zone));
            assertThat(WeekGrid.weekday(cell)).isEqualTo(local.getDayOfWeek().getValue());
            assertThat(WeekGrid.hour(cell)).isEqualTo(local.getHour());
        }
    }
}
