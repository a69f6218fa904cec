package io.smartcallcenter.routing.rules.document;

import io.smartcallcenter.routing.calendar.Interval;
import io.smartcallcenter.routing.calendar.SpecialDay;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Holidays and exceptions of business hours. */
final class SpecialDayReader {

    private static final Pattern ONCE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern YEARLY = Pattern.compile("\\d{2}-\\d{2}");
    private static final int MOST_NAME = 80;
    /** All of them are looked at for every call. */
    private static final int MOST_DAYS = 500;

    /** The path of the day that has a date. */
    private final Map<String, String> dates = new HashMap<>();

    List<SpecialDay> read(Node hours) {
        List<SpecialDay> days = new ArrayList<>(hours.get("holidays").each(MOST_DAYS, (node, i) -> holiday(node)));
        days.addAll(hours.get("exceptions").each(MOST_DAYS, (node, i) -> exception(node)));
        return days;
    }

    private SpecialDay holiday(Node node) {
        return node.mappingOf(Set.of("date", "name")) ? day(node, List.of()) : null;
    }

    private SpecialDay exception(Node node) {
        if (!node.mappingOf(Set.of("date", "name", "open"))) {
            return null;
        }
        Node open = node.get("open");
        if (open.missing()) {
            open.fault("is missing; a day that is closed is a holiday");
        }
        return day(node, open.each(BusinessHoursReader.MOST_INTERVALS, (each, i) -> interval(each)));
    }

    private static Interval interval(Node node) {
        return node.mappingOf(Set.of("from", "to")) ? BusinessHoursReader.interval(node) : null;
    }

    /** Null after a fault. */
    private SpecialDay day(Node node, List<Interval> open) {
        Node date = node.get("date");
        String text = date.text("");
        String given = node.get("name").label(MOST_NAME);
        String name = given == null ? text : given;
        String first = dates.putIfAbsent(text, node.path());
        if (first != null) {
            date.fault("is there already, see " + first);
        }
        try {
            if (YEARLY.matcher(text).matches()) {
                return new SpecialDay(null, MonthDay.parse("--" + text), name, open);
            }
            if (ONCE.matcher(text).matches()) {
                LocalDate once = LocalDate.parse(text);
                return new SpecialDay(once.getYear(), MonthDay.from(once), name, open);
            }
        } catch (DateTimeException e) {
            // Of the right form, and yet no date: the same fault.
        }
        date.fault("'" + text + "' is no date such as \"2026-12-31\", or \"12-31\" of every year");
        return null;
    }
}
