package io.smartcallcenter.routing.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 2026-11-27 is a Friday. */
class BusinessHoursTest {

    private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);

    @ParameterizedTest
    @CsvSource({
        "2026-11-27T21:59:59Z, false",
        "2026-11-27T22:00:00Z, true",
        "2026-11-28T05:59:59Z, true",
        "2026-11-28T06:00:00Z, false",
        "2026-11-27T05:00:00Z, false"
    })
    void aNightShiftBelongsToTheDayOnWhichItBegins(Instant at, boolean open) {
        BusinessHours fridayNight = hours("UTC", weekly(Set.of(DayOfWeek.FRIDAY), "22:00", "06:00"));

        assertThat(fridayNight.openAt(at)).isEqualTo(open);
    }

    @Test
    void aWholeDayHasNoGapAtMidnight() {
        BusinessHours always = hours("UTC", weekly(EVERY_DAY, "00:00", "24:00"));

        assertThat(always.openAt(Instant.parse("2026-11-23T23:59:59.999Z"))).isTrue();
        assertThat(always.openAt(Instant.parse("2026-11-24T00:00:00Z"))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-27T08:00:00Z, true",
        "2026-11-27T12:00:00Z, false",
        "2026-11-27T12:59:59Z, false",
        "2026-11-27T13:00:00Z, true",
        "2026-11-27T18:00:00Z, false"
    })
    void aDayMayHaveABreak(Instant at, boolean open) {
        BusinessHours office = hours("UTC", weekly(EVERY_DAY, "08:00", "12:00"), weekly(EVERY_DAY, "13:00", "18:00"));

        assertThat(office.openAt(at)).isEqualTo(open);
    }

    @ParameterizedTest(name = "{0} {1} at {2} ({3}): {4}")
    @CsvSource({
        "Europe/Berlin, 09:00-18:00, 2026-10-24T07:00:00Z, 09:00 UTC+2 the day before,       true",
        "Europe/Berlin, 09:00-18:00, 2026-10-25T07:00:00Z, 08:00 UTC+1 the day of the change, false",
        "Europe/Berlin, 09:00-18:00, 2026-10-25T08:00:00Z, 09:00 UTC+1 the day of the change, true",
        "Europe/Berlin, 09:00-18:00, 2026-03-28T08:00:00Z, 09:00 UTC+1 the day before,       true",
        "Europe/Berlin, 09:00-18:00, 2026-03-29T06:59:59Z, 08:59 UTC+2 the day of the change, false",
        "Europe/Berlin, 09:00-18:00, 2026-03-29T07:00:00Z, 09:00 UTC+2 the day of the change, true",
        "Europe/Berlin, 01:30-02:30, 2026-03-29T00:59:59Z, 01:59 before the skipped hour,    true",
        "Europe/Berlin, 01:30-02:30, 2026-03-29T01:00:00Z, 03:00 behind the skipped hour,    false",
        "Europe/Berlin, 02:00-03:00, 2026-03-29T00:59:59Z, 01:59 before the skipped hour,    false",
        "Europe/Berlin, 02:00-03:00, 2026-03-29T01:00:00Z, 03:00: the hour never was,        false",
        "Europe/Berlin, 02:15-09:00, 2026-03-29T01:00:00Z, 03:00: it begins behind the gap,  true",
        "Europe/Berlin, 02:00-03:00, 2026-10-25T00:00:00Z, 02:00 the first time,             true",
        "Europe/Berlin, 02:00-03:00, 2026-10-25T01:59:59Z, 02:59 the second time,            true",
        "Europe/Berlin, 02:00-03:00, 2026-10-25T02:00:00Z, 03:00,                            false",
        "Europe/Berlin, 01:00-02:30, 2026-10-25T00:30:00Z, 02:30 the first time,             false",
        "Europe/Berlin, 01:00-02:30, 2026-10-25T01:15:00Z, 02:15 the second time,            true",
        "Europe/Berlin, 01:00-02:30, 2026-10-25T01:30:00Z, 02:30 the second time,            false",
        "Europe/Berlin, 22:00-06:00, 2026-03-29T03:59:59Z, 05:59 after a night of 7 hours,   true",
        "Europe/Berlin, 22:00-06:00, 2026-03-29T04:00:00Z, 06:00,                            false",
        "Europe/Berlin, 22:00-06:00, 2026-10-25T04:59:59Z, 05:59 after a night of 9 hours,   true",
        "Europe/Berlin, 22:00-06:00, 2026-10-25T05:00:00Z, 06:00,                            false",
        "Asia/Almaty,   09:00-18:00, 2024-02-29T03:00:00Z, 09:00 UTC+6,                      true",
        "Asia/Almaty,   09:00-18:00, 2024-02-29T12:00:00Z, 18:00 UTC+6,                      false",
        "Asia/Almaty,   09:00-18:00, 2024-03-01T03:00:00Z, 08:00 UTC+5,                      false",
        "Asia/Almaty,   09:00-18:00, 2024-03-01T04:00:00Z, 09:00 UTC+5,                      true",
        "Asia/Almaty,   09:00-18:00, 2024-03-01T12:59:59Z, 17:59 UTC+5,                      true",
        "Asia/Almaty,   23:15-23:45, 2024-02-29T17:30:00Z, 23:30 the first time,             true",
        "Asia/Almaty,   23:15-23:45, 2024-02-29T18:00:00Z, 23:00 the second time,            false",
        "Asia/Almaty,   23:15-23:45, 2024-02-29T18:30:00Z, 23:30 the second time,            true",
        "Asia/Almaty,   00:00-01:00, 2024-02-29T18:30:00Z, 23:30: not yet the first of March, false",
        "Asia/Almaty,   00:00-01:00, 2024-02-29T19:00:00Z, 00:00 UTC+5,                      true"
    })
    void theClockOnTheWallDecides(String zone, String interval, Instant at, String wall, boolean open) {
        BusinessHours hours = hours(zone, weekly(EVERY_DAY, interval.substring(0, 5), interval.substring(6)));

        assertThat(hours.openAt(at)).as(wall).isEqualTo(open);
    }

    @ParameterizedTest(name = "{0}: {1}, {2} ({3})")
    @CsvSource({
        "2026-12-24T21:59:59Z, false, ,           an ordinary Thursday evening",
        "2026-12-24T22:00:00Z, true,  ,           the night shift begins",
        "2026-12-25T05:59:59Z, true,  Christmas,  it goes on into the holiday",
        "2026-12-25T06:00:00Z, false, Christmas,  and ends as always",
        "2026-12-25T22:00:00Z, false, Christmas,  no shift begins on the holiday",
        "2026-12-26T03:00:00Z, false, ,           so none goes on into the day after it",
        "2025-12-25T22:00:00Z, false, Christmas,  every year",
        "2026-12-31T09:00:00Z, true,  Short day,  an exception has hours of its own",
        "2026-12-31T13:00:00Z, false, Short day,  and no others",
        "2026-12-31T22:00:00Z, false, Short day,  its night is replaced too",
        "2027-01-01T03:00:00Z, false, ,           up to its end",
        "2026-12-31T03:00:00Z, true,  Short day,  but not the night before",
        "2027-12-31T22:00:00Z, true,  ,           and only in its year",
        "2028-02-29T22:00:00Z, false, Leap day,   29 February of a leap year",
        "2027-02-28T22:00:00Z, true,  ,           there is none in other years",
        "2027-03-01T22:00:00Z, true,  ,           nor on the day after"
    })
    void aSpecialDayReplacesTheIntervalsThatBeginOnIt(Instant at, boolean open, String name, String why) {
        BusinessHours nights = new BusinessHours(
                "nights",
                ZoneId.of("UTC"),
                List.of(weekly(EVERY_DAY, "22:00", "06:00")),
                List.of(
                        new SpecialDay(null, MonthDay.of(12, 25), "Christmas", List.of()),
                        new SpecialDay(null, MonthDay.of(2, 29), "Leap day", List.of()),
                        new SpecialDay(2026, MonthDay.of(12, 31), "Short day", List.of(interval("09:00", "13:00")))));

        assertThat(nights.at(at)).as(why).isEqualTo(new BusinessHours.Status(open, name));
    }

    @Test
    void anExceptionMayReachIntoTheNextDay() {
        BusinessHours sale = new BusinessHours(
                "sale",
                ZoneId.of("Europe/Berlin"),
                List.of(),
                List.of(new SpecialDay(2026, MonthDay.of(11, 27), "Sale", List.of(interval("20:00", "02:00")))));

        assertThat(sale.openAt(Instant.parse("2026-11-28T00:59:59Z"))).isTrue();
        assertThat(sale.openAt(Instant.parse("2026-11-28T01:00:00Z"))).isFalse();
    }

    @Test
    void ofTwoForOneDateTheOneWithAYearCounts() {
        BusinessHours office = new BusinessHours(
                "office",
                ZoneId.of("UTC"),
                List.of(),
                List.of(
                        new SpecialDay(null, MonthDay.of(12, 25), "Christmas", List.of()),
                        new SpecialDay(
                                2026, MonthDay.of(12, 25), "Open all the same", List.of(interval("09:00", "12:00")))));

        assertThat(office.at(Instant.parse("2026-12-25T10:00:00Z")))
                .isEqualTo(new BusinessHours.Status(true, "Open all the same"));
        assertThat(office.at(Instant.parse("2027-12-25T10:00:00Z")))
                .isEqualTo(new BusinessHours.Status(false, "Christmas"));
    }

    private static BusinessHours hours(String zone, WeeklyInterval... intervals) {
        return new BusinessHours("test", ZoneId.of(zone), List.of(intervals), List.of());
    }

    private static WeeklyInterval weekly(Set<DayOfWeek> days, String from, String to) {
        return new WeeklyInterval(days, interval(from, to));
    }

    private static Interval interval(String from, String to) {
        return new Interval(minute(from), minute(to));
    }

    private static int minute(String time) {
        return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
    }
}
