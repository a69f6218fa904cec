package io.smartcallcenter.routing.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BusinessHoursTest {

    @Test
    void aNightShiftBelongsToTheDayOnWhichItBegins() {
        BusinessHours fridayNight = hours("UTC", weekly(Set.of(DayOfWeek.FRIDAY), 22 * 60, 6 * 60));

        assertThat(fridayNight.openAt(Instant.parse("2026-11-27T21:59:59Z"))).isFalse();
        assertThat(fridayNight.openAt(Instant.parse("2026-11-27T22:00:00Z"))).isTrue();
        assertThat(fridayNight.openAt(Instant.parse("2026-11-28T05:59:59Z"))).isTrue();
        assertThat(fridayNight.openAt(Instant.parse("2026-11-28T06:00:00Z"))).isFalse();
        assertThat(fridayNight.openAt(Instant.parse("2026-11-27T05:00:00Z"))).isFalse();
    }

    @Test
    void aWholeDayHasNoGapAtMidnight() {
        BusinessHours always = hours("UTC", weekly(EnumSet.allOf(DayOfWeek.class), 0, Interval.MINUTES_OF_DAY));

        assertThat(always.openAt(Instant.parse("2026-11-23T23:59:59.999Z"))).isTrue();
        assertThat(always.openAt(Instant.parse("2026-11-24T00:00:00Z"))).isTrue();
    }

    @Test
    void theWallClockFollowsDaylightSaving() {
        BusinessHours office = hours("Europe/Berlin", weekly(EnumSet.allOf(DayOfWeek.class), 9 * 60, 18 * 60));

        assertThat(office.openAt(Instant.parse("2026-10-24T07:00:00Z")))
                .as("UTC+2")
                .isTrue();
        assertThat(office.openAt(Instant.parse("2026-10-26T07:00:00Z")))
                .as("UTC+1")
                .isFalse();
    }

    @Test
    void theWallClockFollowsTheChangeOfACountrysOffset() {
        BusinessHours office = hours("Asia/Almaty", weekly(EnumSet.allOf(DayOfWeek.class), 9 * 60, 18 * 60));

        assertThat(office.openAt(Instant.parse("2024-02-29T03:00:00Z")))
                .as("UTC+6")
                .isTrue();
        assertThat(office.openAt(Instant.parse("2024-03-01T03:00:00Z")))
                .as("UTC+5")
                .isFalse();
    }

    private static BusinessHours hours(String zone, WeeklyInterval... intervals) {
        return new BusinessHours("test", ZoneId.of(zone), List.of(intervals), List.of());
    }

    private static WeeklyInterval weekly(Set<DayOfWeek> days, int from, int to) {
        return new WeeklyInterval(days, new Interval(from, to));
    }
}
