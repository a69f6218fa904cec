package io.smartcallcenter.bench.kpi.calls;

import io.smartcallcenter.events.Envelope;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** A season as the gateway and as Asterisk would have recorded it: both from the same calls, by writers that know nothing of each other. */
public final class Recording {

    private final Season season;

    public Recording(Season season) {
        this.season = season;
    }

    /** In order of time, as they came to Kafka. */
    public void events(Consumer<Envelope<?>> sink) {
        play(GatewayEvents::of, GatewayEvents::of, timed -> sink.accept(timed.what()));
    }

    /** In order of time, as they were written. */
    public void queueLog(Consumer<Timed<QueueLogRow>> sink) {
        play(QueueLogRows::of, QueueLogRows::of, sink);
    }

    private <T> void play(
            Function<SimulatedCall, List<Timed<T>>> ofCall,
            Function<Duty, List<Timed<T>>> ofDuty,
            Consumer<Timed<T>> sink) {
        Shifts shifts = new Shifts(season);
        InOrder<T> order = new InOrder<>(sink);
        for (Duty duty : shifts.duties()) {
            order.add(ofDuty.apply(duty));
        }
        new Calls(season, shifts).forEach(call -> {
            order.until(call.startedAt());
            order.add(ofCall.apply(call));
        });
        order.until(Long.MAX_VALUE);
    }
}
