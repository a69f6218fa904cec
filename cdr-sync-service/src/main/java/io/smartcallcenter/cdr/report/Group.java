package io.smartcallcenter.cdr.report;

import io.smartcallcenter.cdr.reconcile.Sides.Side;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the calls of a report are grouped by. */
public enum Group {
    DAY {
        @Override
        String of(Side side, Instant at, ZoneId zone) {
            return LocalDate.ofInstant(at, zone).toString();
        }
    },
    QUEUE {
        @Override
        String of(Side side, Instant at, ZoneId zone) {
            return side.queue();
        }
    },
    OPERATOR {
        @Override
        String of(Side side, Instant at, ZoneId zone) {
            return side.operator();
        }
    },
    TRUNK {
        @Override
        String of(Side side, Instant at, ZoneId zone) {
            return side.trunk();
        }
    },
    DID {
        @Override
        String of(Side side, Instant at, ZoneId zone) {
            return side.did();
        }
    };

    /** Empty where the side does not know. */
    abstract String of(Side side, Instant at, ZoneId zone);

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Group> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(each -> each.wireName().equals(name))
                .findFirst();
    }
}
