package io.smartcallcenter.routing.rules.document;

import io.smartcallcenter.routing.calendar.BusinessHours;
import io.smartcallcenter.routing.calendar.Interval;
import io.smartcallcenter.routing.calendar.SpecialDay;
import io.smartcallcenter.routing.calendar.WeeklyInterval;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of the document about business hours. */
final class BusinessHoursReader {

    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-4]):([0-5]\\d)");

    /** All of them are looked at for every call. */
    static final int MOST_INTERVALS = 100;

    private BusinessHoursReader() {}

    /** Null after a fault. */
    static BusinessHours read(String name, Node node) {
        int faultsBefore = node.faults().found();
        if (!node.mappingOf(Set.of("zone", "open", "holidays", "exceptions"))) {
            return null;
        }
        ZoneId zone = zone(node.get("zone"));
        Node open = node.get("open");
        if (open.missing()) {
            open.fault("is missing");
        }
        List<WeeklyInterval> week = open.each(MOST_INTERVALS, (each, i) -> weekly(each));
        List<SpecialDay> specialDays = new SpecialDayReader().read(node);
        return node.faults().found() > faultsBefore ? null : new BusinessHours(name, zone, week, specialDays);
    }

    private static ZoneId zone(Node node) {
        String text = node.text("");
        // Only names of the tz database: an offset such as +05:00 would be wrong after the next change of law.
        if (ZoneId.getAvailableZoneIds().contains(text)) {
            return ZoneId.of(text);
        }
        if (node.textOrMissing()) {
            node.fault("'" + text + "' is no IANA time zone such as Asia/Almaty");
        }
        return null;
    }

    private static WeeklyInterval weekly(Node node) {
        if (!node.mappingOf(Set.of("days", "from", "to"))) {
            return null;
        }
        Set<DayOfWeek> days = days(node.get("days"));
        Interval interval = interval(node);
        return interval == null ? null : new WeeklyInterval(days, interval);
    }

    /** {@code from} and {@code to}; null after a fault. */
    static Interval interval(Node node) {
        int faultsBefore = node.faults().found();
        int from = minute(node.get("from"), 0, Interval.MINUTES_OF_DAY - 1);
        int to = minute(node.get("to"), 1, Interval.MINUTES_OF_DAY);
        if (node.faults().found() == faultsBefore && from == to) {
            node.get("to").fault("is the same time as from; a whole day is \"00:00\" to \"24:00\"");
        }
        return node.faults().found() > faultsBefore ? null : new Interval(from, to);
    }

    private static Set<DayOfWeek> days(Node node) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        node.each((day, i) -> days.addAll(day(day)));
        if (node.missing() || (node.value().isArray() && node.value().isEmpty())) {
            node.fault("needs at least one day");
        }
        return days;
    }

    private static Set<DayOfWeek> day(Node node) {
        String text = node.text("").toUpperCase(Locale.ROOT);
        Set<DayOfWeek> found = EnumSet.noneOf(DayOfWeek.class);
        Arrays.stream(DayOfWeek.values())
                .filter(day -> text.equals(day.name().substring(0, 3)))
                .forEach(found::add);
        if (found.isEmpty() && node.textOrMissing()) {
            node.fault("'" + text + "' is none of mon, tue, wed, thu, fri, sat, sun");
        }
        return found;
    }

    private static int minute(Node node, int least, int most) {
        Matcher time = TIME.matcher(node.text(""));
        if (!time.matches()) {
            if (node.textOrMissing()) {
                node.fault("must be a time in quotes such as \"09:00\"");
            }
            return 0;
        }
        int minute = Integer.parseInt(time.group(1)) * 60 + Integer.parseInt(time.group(2));
        if (minute < least || minute > most) {
            node.fault("must be " + (least == 0 ? "before 24:00" : "after 00:00 and not after 24:00"));
        }
        return minute;
    }
}
