package io.smartcallcenter.bench.kpi.calls;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Random;

/** When callers call: by hour of the call centre's zone and by day of the week. */
final class DayShape {

    private static final long HOUR = 3_600_000;
    private static final double[] HOURS = {
        1, 0.6, 0.5, 0.5, 0.7, 1.5, 4, 9, 16, 20, 21, 19, 16, 17, 18, 18, 17, 14, 11, 9, 7, 5, 3, 2
    };

    private final long from;
    private final int calls;
    private final double[] upTo;

    DayShape(Season season) {
        from = season.from().toEpochMilli();
        calls = season.calls();
        int hours = (int) ((season.to().toEpochMilli() - from) / HOUR);
        upTo = new double[hours];
        double sum = 0;
        for (int hour = 0; hour < hours; hour++) {
            ZonedDateTime at = Instant.ofEpochMilli(from + hour * HOUR).atZone(Floor.ZONE);
            sum += HOURS[at.getHour()] * (at.getDayOfWeek().getValue() >= 6 ? 0.5 : 1);
            upTo[hour] = sum;
        }
    }

    int hours() {
        return upTo.length;
    }

    /** The begins of the calls of an hour, sorted, in ms since the epoch. The sum over the hours is exact. */
    long[] starts(int hour, Random random) {
        long before = hour == 0 ? 0 : share(hour - 1);
        long[] starts = new long[(int) (share(hour) - before)];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = from + hour * HOUR + random.nextInt((int) HOUR);
        }
        Arrays.sort(starts);
        return starts;
    }

    private long share(int hour) {
        return Math.round(calls * upTo[hour] / upTo[upTo.length - 1]);
    }
}
