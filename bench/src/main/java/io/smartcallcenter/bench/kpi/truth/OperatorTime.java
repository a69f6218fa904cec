package io.smartcallcenter.bench.kpi.truth;

import io.smartcallcenter.bench.kpi.calls.Duty;
import io.smartcallcenter.bench.kpi.calls.Operator;
import io.smartcallcenter.bench.kpi.truth.Facts.Offer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Where the operators' time went: from one change to the next nothing changes, so each such piece is added where it belongs. */
final class OperatorTime {

    /** A change at a moment. */
    private record Change(long at, Consumer<State> apply) {}

    private static final class State {
        final Set<String> member = new HashSet<>();
        final Map<String, String> paused = new HashMap<>();
        boolean reachable;
        int talking;
    }

    private final Map<String, List<Change>> changes = new TreeMap<>();

    OperatorTime(Facts facts) {
        for (Duty duty : facts.duties) {
            change(duty.operator().iface(), duty.at(), state -> apply(state, duty));
        }
        for (Offer offer : facts.offers) {
            if (offer.talk() != null) {
                change(offer.iface(), offer.talk().from(), state -> state.talking++);
                change(offer.iface(), offer.talk().to(), state -> state.talking--);
            }
        }
        changes.values().forEach(list -> list.sort(Comparator.comparingLong(Change::at)));
    }

    private void change(String iface, long at, Consumer<State> apply) {
        changes.computeIfAbsent(iface, name -> new ArrayList<>()).add(new Change(at, apply));
    }

    /** Adds the columns of time. */
    void addTo(Table table, Grid grid) {
        changes.forEach((iface, list) -> walk(iface, list, table, grid));
    }

    private static void apply(State state, Duty duty) {
        Operator operator = duty.operator();
        List<String> queues = duty.queue() == null ? operator.queues() : List.of(duty.queue());
        switch (duty.kind()) {
            case REACHABLE -> state.reachable = true;
            case UNREACHABLE -> state.reachable = false;
            case ADDED -> {
                state.member.addAll(queues);
                queues.forEach(state.paused::remove);
            }
            case REMOVED -> queues.forEach(state.member::remove);
            case PAUSED -> queues.forEach(queue -> state.paused.put(queue, duty.reason()));
            case UNPAUSED -> queues.forEach(state.paused::remove);
            default -> throw new IllegalArgumentException(duty.kind() + " is no change");
        }
    }

    private static void walk(String iface, List<Change> list, Table table, Grid grid) {
        State state = new State();
        Map<Integer, Map<String, Long>> cells = new TreeMap<>();
        for (int i = 0; i < list.size(); i++) {
            list.get(i).apply.accept(state);
            long from = Math.max(list.get(i).at, grid.from());
            long to = i + 1 < list.size() ? Math.min(list.get(i + 1).at, grid.to()) : grid.to();
            if (from < to) {
                spend(kinds(state), from, to, grid, cells);
            }
        }
        cells.forEach((cell, sums) -> put(table, new Table.Key(iface, grid.from(cell)), sums));
    }

    private static void spend(Set<String> kinds, long from, long to, Grid grid, Map<Integer, Map<String, Long>> cells) {
        for (long at = from; at < to && !kinds.isEmpty(); ) {
            int cell = grid.cellOf(at);
            long end = Math.min(to, grid.to(cell));
            long length = end - at;
            Map<String, Long> sums = cells.computeIfAbsent(cell, number -> new TreeMap<>());
            kinds.forEach(kind -> sums.merge(kind, length, Long::sum));
            at = end;
        }
    }

    private static Set<String> kinds(State state) {
        Set<String> kinds = new TreeSet<>();
        for (String queue : state.member) {
            String reason = state.paused.get(queue);
            if (reason != null) {
                kinds.add(Duty.AUTO_PAUSE.equals(reason) ? "auto" : "pause." + reason);
            }
        }
        boolean byHand = kinds.stream().anyMatch(kind -> kind.startsWith("pause."));
        boolean paused = !kinds.isEmpty();
        boolean online = state.reachable && !state.member.isEmpty();
        if (byHand) {
            kinds.remove("auto");
            kinds.add("paused");
        }
        if (online) {
            kinds.add("online");
        }
        if (state.talking > 0) {
            kinds.add("talk");
        } else if (online && !paused) {
            kinds.add("available");
        }
        return kinds;
    }

    private static void put(Table table, Table.Key key, Map<String, Long> sums) {
        long talk = sums.getOrDefault("talk", 0L);
        table.put(key, "online_time", Shown.seconds(sums.getOrDefault("online", 0L)));
        table.put(key, "pause_time", Shown.seconds(sums.getOrDefault("paused", 0L)));
        table.put(key, "auto_pause_time", Shown.seconds(sums.getOrDefault("auto", 0L)));
        table.put(key, "occupancy", Shown.percent(talk, talk + sums.getOrDefault("available", 0L)));
        sums.forEach((kind, ms) -> {
            if (kind.startsWith("pause.")) {
                table.put(key, kind, Shown.seconds(ms));
            }
        });
    }
}
