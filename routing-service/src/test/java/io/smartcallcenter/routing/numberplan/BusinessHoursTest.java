package io.smartcallcenter.routing.numberplan;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.routing.numberplan.BusinessHours.Interval;
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
        BusinessHours fridayNight = hours("UTC", new Interval(Set.of(DayOfWeek.FRIDAY), 22 * 60, 6 * 60));

        assertThat(fridayNight.openAt(Instant.parse("2026-11-27T21:59:59Z"))).isFalse();
        assertThat(fridayNight.openAt(Instant.parse("2026-11-27T22:00:00Z"))).isTrue();
        assertThat(fridayNight.openAt(Instant.parse("2026-11-28T05:59:59Z"))).isTrue();
        assertThat(fridayNight.openAt(Instant.parse("2026-11-28T06:00:00Z"))).isFalse();
        assertThat(fridayNight.openAt(Instant.parse("2026-11-27T05:00:00Z"))).isFalse();
    }

    @Test
    void aWholeDayHasNoGapAtMidnight() {
        BusinessHours always = hours("UTC", new Interval(EnumSet.allOf(DayOfWeek.class), 0, Interval.MINUTES_OF_DAY));

        assertThat(always.openAt(Instant.parse("2026-11-23T23:59:59.999Z"))).isTrue();
        assertThat(always.openAt(Instant.parse("2026-11-24T00:00:00Z"))).isTrue();
    }

    @Test
    void theWallClockFollowsDaylightSaving() {
        BusinessHours office = hours("Europe/Berlin", new Interval(EnumSet.allOf(DayOfWeek.class), 9 * 60, 18 * 60));

        assertThat(office.openAt(Instant.parse("2026-10-24T07:00:00Z")))
                .as("UTC+2")
                .isTrue();
        assertThat(office.openAt(Instant.parse("2026-10-26T07:00:00Z")))
                .as("UTC+1")
                .isFalse();
    }

    @Test
    void theWallClockFollowsTheChangeOfACountrysOffset() {
        BusinessHours office = hours("Asia/Almaty", new Interval(EnumSet.allOf(DayOfWeek.class), 9 * 60, 18 * 60));

        assertThat(office.openAt(Instant.parse("2024-02-29T03:00:00Z")))
                .as("UTC+6")
                .isTrue();
        assertThat(office.openAt(Instant.parse("2024-03-01T03:00:00Z")))
                .as("UTC+5")
                .isFalse();
    }

    private static BusinessHours hours(String zone, Interval... intervals) {
        return new BusinessHours("test", ZoneId.of(zone), List.of(intervals));
    }
}
