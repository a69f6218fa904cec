package io.smartcallcenter.kpi.live;

import static io.smartcallcenter.kpi.metrics.Ratio.oneDecimal;

import io.smartcallcenter.events.Agent;
import io.smartcallcenter.events.KpiUpdate;
import io.smartcallcenter.events.OperatorState;
import io.smartcallcenter.kpi.metrics.OperatorFigures;
import io.smartcallcenter.kpi.metrics.QueueFigures;
import io.smartcallcenter.kpi.metrics.TimeRange;
import io.smartcallcenter.kpi.presence.OperatorCounts;
import io.smartcallcenter.kpi.presence.OperatorNow;

/** Figures as they stand on the topic. */
final class Updates {

    private Updates() {}

    static KpiUpdate.Queue of(QueueFigures figures, OperatorCounts operators, TimeRange today) {
        return new KpiUpdate.Queue(
                figures.queue(),
                today.from(),
                figures.total(),
                figures.answered(),
                figures.abandoned(),
                figures.shortAbandoned(),
                figures.waiting(),
                oneDecimal(figures.answerRate()),
                oneDecimal(figures.serviceLevel().percent()),
                oneDecimal(figures.waits().mean()),
                figures.longestWaitingSince(),
                new KpiUpdate.Operators(
                        operators.of(OperatorState.AVAILABLE),
                        operators.of(OperatorState.RINGING),
                        operators.of(OperatorState.TALKING),
                        operators.of(OperatorState.PAUSED),
                        operators.of(OperatorState.UNREACHABLE)));
    }

    /** @param now null if nothing is known of this operator but the figures */
    static KpiUpdate.Operator of(OperatorFigures figures, OperatorNow now, TimeRange today) {
        return new KpiUpdate.Operator(
                new Agent(figures.iface(), figures.name()),
                today.from(),
                figures.counts().offered(),
                figures.counts().answered(),
                figures.counts().missed(),
                oneDecimal(figures.counts().efficiency()),
                oneDecimal(figures.counts().avgTalk()),
                now == null ? null : now.state(),
                now == null ? null : now.since());
    }
}
