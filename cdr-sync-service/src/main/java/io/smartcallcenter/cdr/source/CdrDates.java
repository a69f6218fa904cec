package io.smartcallcenter.cdr.source;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/** {@code calldate} as the database writes it: whole seconds of the PBX's zone, in an order that is that of the text. */
final class CdrDates {

    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private CdrDates() {}

    /** A date that is none ({@code 0000-00-00 00:00:00}) gives the epoch: the row keeps its call. */
    static Instant instant(String calldate, ZoneId zone) {
        try {
            return LocalDateTime.parse(calldate, TEXT).atZone(zone).toInstant();
        } catch (DateTimeException zeroDate) {
            return Instant.EPOCH;
        }
    }

    static String text(Instant at, ZoneId zone) {
        return at.atZone(zone).format(TEXT);
    }

    /**
     * The least text that a row since this moment can have. Where clocks go back, an hour is written twice: who begins in its first pass gets the
     * second one from its beginning.
     */
    static String earliest(Instant from, ZoneId zone) {
        LocalDateTime local = LocalDateTime.ofInstant(from, zone);
        return repeated(local, zone)
                .filter(change -> from.isBefore(change.getInstant()))
                .map(ZoneOffsetTransition::getDateTimeAfter)
                .orElse(local)
                .format(TEXT);
    }

    /**
     * Every row before this moment has a lesser text. Who ends in the second pass of an hour that is written twice gets the first one to its end, and
     * with it what was written after the moment: nothing in the text tells them apart.
     */
    static String end(Instant to, ZoneId zone) {
        Instant second = to.truncatedTo(ChronoUnit.SECONDS);
        LocalDateTime local = LocalDateTime.ofInstant(second.equals(to) ? to : second.plusSeconds(1), zone);
        return repeated(local, zone)
                .filter(change -> !to.isBefore(change.getInstant()))
                .map(ZoneOffsetTransition::getDateTimeBefore)
                .orElse(local)
                .format(TEXT);
    }

    private static Optional<ZoneOffsetTransition> repeated(LocalDateTime local, ZoneId zone) {
        return Optional.ofNullable(zone.getRules().getTransition(local)).filter(ZoneOffsetTransition::isOverlap);
    }

    static String later(String one, String other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    static String earlier(String one, String other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
