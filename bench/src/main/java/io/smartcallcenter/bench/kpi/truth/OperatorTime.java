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

/** Where the operators' time went: from one change to the next nothing changes, so each such piece is added where it belongs. */
final class OperatorTime {

    /** A change at a moment. */
    private record Change(long at, Runnable apply) {}

    private final Facts facts;
    private final Grid grid;
    private final Map<String, List<Change>> changes = new TreeMap<>();
    private final Map<String, State> states = new HashMap<>();

    OperatorTime(Facts facts, Grid grid) {
        this.facts = facts;
        this.grid = grid;
    }

    private static final class State {
        final Set<String> member = new HashSet<>();
        final Map<String, String> paused = new HashMap<>();
        boolean reachable;
        int talking;
    }

    void addTo(Table table) {
        for (Duty duty : facts.duties) {
            State state = state(duty.operator().iface());
            change(duty.operator().iface(), duty.at(), () -> apply(state, duty));
        }
        for (Offer offer : facts.offers) {
            if (offer.talk() != null) {
                State state = state(offer.iface());
                change(offer.iface(), offer.talk().from(), () -> state.talking++);
                change(offer.iface(), offer.talk().to(), () -> state.talking--);
            }
        }
        changes.forEach((iface, list) -> {
            for (int cell = 0; cell < grid.size(); cell++) {
                list.add(new Change(grid.from(cell), () -> {}));
            }
            list.add(new Change(grid.to(), () -> {}));
            list.sort(Comparator.comparingLong(Change::at));
            walk(iface, list, table);
        });
    }

    private State state(String iface) {
        return states.computeIfAbsent(iface, name -> new State());
    }

    private void change(String iface, long at, Runnable apply) {
        changes.computeIfAbsent(iface, name -> new ArrayList<>()).add(new Change(at, apply));
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

    private void walk(String iface, List<Change> list, Table table) {
        State state = state(iface);
        Map<Integer, Map<String, Long>> cells = new TreeMap<>();
        for (int i = 0; i < list.size(); i++) {
            list.get(i).apply.run();
            long at = list.get(i).at;
            long length = (i + 1 < list.size() ? list.get(i + 1).at : at) - at;
            int cell = grid.cellOf(at);
            if (cell >= 0 && length > 0) {
                Map<String, Long> sums = cells.computeIfAbsent(cell, number -> new TreeMap<>());
                kinds(state).forEach(kind -> sums.merge(kind, length, Long::sum));
            }
        }
        cells.forEach((cell, sums) -> {
            if (!sums.isEmpty()) {
                put(table, new Table.Key(iface, grid.from(cell)), sums);
            }
        });
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
