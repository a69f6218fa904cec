package io.smartcallcenter.bench.kpi.calls;

import static io.smartcallcenter.bench.kpi.calls.Duty.Kind.ADDED;
import static io.smartcallcenter.bench.kpi.calls.Duty.Kind.PAUSED;
import static io.smartcallcenter.bench.kpi.calls.Duty.Kind.REACHABLE;
import static io.smartcallcenter.bench.kpi.calls.Duty.Kind.REMOVED;
import static io.smartcallcenter.bench.kpi.calls.Duty.Kind.UNPAUSED;
import static io.smartcallcenter.bench.kpi.calls.Duty.Kind.UNREACHABLE;

import io.smartcallcenter.bench.kpi.calls.Duty.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/**
 * When the operators of a season work, and when they pause: in all queues or in one, for another reason while paused, after a missed call, over
 * the end of the shift; and when a phone is gone. Some work by night.
 */
public final class Shifts {

    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final int[] STARTS = {6, 7, 8, 8, 9, 9, 10, 12, 13, 15, 21};
    private static final String[] REASONS = {"Break", "Lunch", "Training", "Back office"};

    private final Random random;
    private final List<Duty> duties = new ArrayList<>();
    private final List<NavigableMap<Long, Long>> free = new ArrayList<>();

    public Shifts(Season season) {
        random = new Random(season.seed() * 31 + 7);
        for (Operator operator : Floor.operators()) {
            free.add(new TreeMap<>());
            int start = STARTS[random.nextInt(STARTS.length)];
            for (int day = 0; day < season.days(); day++) {
                if (random.nextInt(100) < 85) {
                    shift(operator, season.first().plusDays(day), start);
                }
            }
        }
        duties.sort(Comparator.comparingLong(Duty::at));
    }

    /** In order of time; for one operator and moment in the order in which they happened. */
    public List<Duty> duties() {
        return duties;
    }

    /** Whether the operator works and is not paused in all queues. */
    boolean free(Operator operator, long at) {
        var span = free.get(operator.index()).floorEntry(at);
        return span != null && at < span.getValue();
    }

    private void shift(Operator operator, LocalDate day, int hour) {
        long from = Floor.midnight(day) + hour * HOUR + random.nextInt(600_000);
        long to = from + 8 * HOUR + random.nextInt((int) HOUR);
        add(from - 200, operator, REACHABLE, "");
        add(from, operator, ADDED, "");
        long at = from;
        long freeSince = from;
        int pauses = 2 + random.nextInt(4);
        for (int i = 0; i < pauses; i++) {
            at += 20 * MINUTE + random.nextInt((int) (80 * MINUTE));
            long end = at + MINUTE + random.nextInt((int) (35 * MINUTE));
            if (at >= to - MINUTE) {
                break;
            }
            boolean everywhere = pause(operator, at, Math.min(end, to + MINUTE), to);
            if (everywhere) {
                free(operator, freeSince, at);
                freeSince = Math.min(end, to);
            }
            at = end;
        }
        free(operator, freeSince, to);
        add(to, operator, REMOVED, "");
        add(to + 1_000 + random.nextInt(5_000), operator, UNREACHABLE, "");
    }

    private void free(Operator operator, long from, long to) {
        if (from < to) {
            free.get(operator.index()).put(from, to);
        }
    }

    /** @return whether it is in all queues */
    private boolean pause(Operator operator, long from, long to, long shiftEnd) {
        String reason = REASONS[random.nextInt(REASONS.length)];
        String one = operator.queues().get(random.nextInt(operator.queues().size()));
        switch (random.nextInt(10)) {
            case 0 -> {
                // app_queue paused the operator in one queue; while that lasts a pause by hand begins in all of them
                long hand = from + (to - from) / 2;
                duties.add(new Duty(from, operator, PAUSED, one, Duty.AUTO_PAUSE));
                if (hand < shiftEnd) {
                    add(hand, operator, PAUSED, reason);
                }
                unpause(operator, to, shiftEnd, null);
                return false;
            }
            case 1 -> {
                duties.add(new Duty(from, operator, PAUSED, one, Duty.AUTO_PAUSE));
                unpause(operator, to, shiftEnd, one);
                return false;
            }
            case 2, 3 -> {
                duties.add(new Duty(from, operator, PAUSED, one, reason));
                unpause(operator, to, shiftEnd, one);
                return false;
            }
            case 4 -> {
                // another reason, first in one queue only: two reasons at once
                long second = from + (to - from) / 3;
                add(from, operator, PAUSED, reason);
                if (second < shiftEnd) {
                    duties.add(new Duty(second, operator, PAUSED, one, "Meeting"));
                }
                unpause(operator, to, shiftEnd, null);
                return true;
            }
            case 5 -> {
                // the phone is gone for a part of it
                add(from, operator, PAUSED, reason);
                long gone = from + (to - from) / 4;
                if (gone < shiftEnd) {
                    add(gone, operator, UNREACHABLE, "");
                    add(Math.min(to, shiftEnd) - 1, operator, REACHABLE, "");
                }
                unpause(operator, to, shiftEnd, null);
                return true;
            }
            default -> {
                add(from, operator, PAUSED, reason);
                unpause(operator, to, shiftEnd, null);
                return true;
            }
        }
    }

    /** Who goes home while paused stays so. */
    private void unpause(Operator operator, long at, long shiftEnd, String queue) {
        if (at < shiftEnd) {
            duties.add(new Duty(at, operator, UNPAUSED, queue, ""));
        }
    }

    private void add(long at, Operator operator, Kind kind, String reason) {
        duties.add(new Duty(at, operator, kind, null, reason));
    }
}
