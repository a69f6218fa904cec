package io.smartcallcenter.routing.rules.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.routing.calendar.BusinessHours;
import io.smartcallcenter.routing.calendar.Interval;
import io.smartcallcenter.routing.calendar.SpecialDay;
import io.smartcallcenter.routing.calendar.WeeklyInterval;
import java.time.DayOfWeek;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessHoursReaderTest {

    @Test
    void readsWeekHolidaysAndExceptions() {
        BusinessHours shop = RulesReader.read(
                        """
                        default: {queue: support}
                        hours:
                          shop:
                            zone: Asia/Almaty
                            open:
                              - {days: [mon, tue], from: "09:00", to: "13:00"}
                              - {days: [mon, tue], from: "14:00", to: "24:00"}
                              - {days: [sat], from: "22:00", to: "06:00"}
                            holidays:
                              - {date: "2026-12-16", name: Independence Day}
                              - {date: "01-01", name: New Year}
                              - {date: "02-29"}
                            exceptions:
                              - {date: "2026-12-31", name: Short day, open: [{from: "09:00", to: "13:00"}]}
                        """)
                .hours()
                .get("shop");

        Set<DayOfWeek> early = Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY);
        assertThat(shop)
                .isEqualTo(new BusinessHours(
                        "shop",
                        ZoneId.of("Asia/Almaty"),
                        List.of(
                                new WeeklyInterval(early, new Interval(540, 780)),
                                new WeeklyInterval(early, new Interval(840, 1440)),
                                new WeeklyInterval(Set.of(DayOfWeek.SATURDAY), new Interval(1320, 360))),
                        List.of(
                                new SpecialDay(2026, MonthDay.of(12, 16), "Independence Day", List.of()),
                                new SpecialDay(null, MonthDay.of(1, 1), "New Year", List.of()),
                                new SpecialDay(null, MonthDay.of(2, 29), "02-29", List.of()),
                                new SpecialDay(
                                        2026, MonthDay.of(12, 31), "Short day", List.of(new Interval(540, 780))))));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
        zone: Asia/Almata, open: []                                  | hours.shop.zone: 'Asia/Almata' is no IANA time zone
        zone: "+05:00", open: []                                     | hours.shop.zone: '+05:00' is no IANA time zone
        zone: UTC                                                    | hours.shop.open: is missing
        zone: UTC, open: [], closed: []                              | hours.shop.closed: unknown key
        zone: UTC, open: [{days: [mon], from: 9, to: "18:00"}]       | hours.shop.open[0].from: must be a text in quotes
        zone: UTC, open: [{days: [mon], from: "9:00", to: "18:00"}]  | hours.shop.open[0].from: must be a time
        zone: UTC, open: [{days: [mon], from: "24:00", to: "18:00"}] | hours.shop.open[0].from: must be before 24:00
        zone: UTC, open: [{days: [mon], from: "09:00", to: "24:30"}] | hours.shop.open[0].to: must be after 00:00
        zone: UTC, open: [{days: [mon], from: "09:00", to: "09:00"}] | hours.shop.open[0].to: is the same time as from
        zone: UTC, open: [{days: [mon], from: "09:00"}]              | hours.shop.open[0].to: must be a time
        zone: UTC, open: [{days: [], from: "09:00", to: "18:00"}]    | hours.shop.open[0].days: needs at least one day
        zone: UTC, open: [{days: [mond], from: "09:00", to: "18:00"}] | hours.shop.open[0].days[0]: 'MOND' is none of
        zone: UTC, open: [], holidays: [{name: X}]                   | hours.shop.holidays[0].date: '' is no date
        zone: UTC, open: [], holidays: [{date: "2026-02-29"}]        | hours.shop.holidays[0].date: '2026-02-29' is no date
        zone: UTC, open: [], holidays: [{date: "02-30"}]             | hours.shop.holidays[0].date: '02-30' is no date
        zone: UTC, open: [], holidays: [{date: "31.12.2026"}]        | hours.shop.holidays[0].date: '31.12.2026' is no date
        zone: UTC, open: [], holidays: [{date: "12-31", open: []}]   | hours.shop.holidays[0].open: unknown key
        zone: UTC, open: [], holidays: [{date: "12-31", name: ""}]   | hours.shop.holidays[0].name: must have 1 to 80 characters
        zone: UTC, open: [], holidays: [{date: "12-31"}, {date: "12-31"}] | hours.shop.holidays[1].date: is there already, see hours.shop.holidays[0]
        zone: UTC, open: [], holidays: [{date: "12-31"}], exceptions: [{date: "12-31", open: []}] | hours.shop.exceptions[0].date: is there already
        zone: UTC, open: [], exceptions: [{date: "12-31"}]           | hours.shop.exceptions[0].open: is missing
        zone: UTC, open: [], exceptions: [{date: "12-31", open: [{from: "09:00"}]}] | hours.shop.exceptions[0].open[0].to: must be a time
        zone: UTC, open: [], exceptions: [{date: "12-31", open: [{days: [mon], from: "09:00", to: "10:00"}]}] | hours.shop.exceptions[0].open[0].days: unknown key
        """)
    void namesThePathOfAFault(String shop, String fault) {
        Rules.assertOnlyFault("default: {queue: support}\nhours: {shop: {" + shop + "}}\n", fault);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        open       | {days: [mon], from: "09:00", to: "10:00"} | 100
        holidays   | {date: "12-31"}                           | 500
        exceptions | {date: "12-31", open: []}                 | 500
        """)
    void aCalendarHasABound(String list, String element, int most) {
        String elements = (element + ",").repeat(most + 1);

        Rules.assertOnlyFault(
                "default: {queue: support}\nhours: {shop: {zone: UTC, " + (list.equals("open") ? "" : "open: [], ")
                        + list + ": [" + elements + "]}}\n",
                "hours.shop." + list + ": has " + (most + 1) + " elements, more than " + most);
    }
}
