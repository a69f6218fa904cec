package io.smartcallcenter.kpi;

import io.micrometer.core.instrument.MeterRegistry;
import io.smartcallcenter.kpi.live.Announcements;
import io.smartcallcenter.kpi.live.FiguresGauges;
import io.smartcallcenter.kpi.live.LiveFigures;
import io.smartcallcenter.kpi.live.LiveMeters;
import io.smartcallcenter.kpi.live.OperatorsNow;
import io.smartcallcenter.kpi.live.Ownership;
import io.smartcallcenter.kpi.live.Realtime;
import io.smartcallcenter.kpi.live.RetiredNodes;
import io.smartcallcenter.kpi.live.RollCall;
import io.smartcallcenter.kpi.live.Today;
import io.smartcallcenter.kpi.live.TodaysFigures;
import io.smartcallcenter.kpi.live.TopicAnnouncements;
import io.smartcallcenter.kpi.live.UpdateTopic;
import io.smartcallcenter.kpi.metrics.Policy;
import io.smartcallcenter.kpi.rollup.TouchedTopic;
import io.smartcallcenter.kpi.store.AuditStore;
import io.smartcallcenter.kpi.store.KpiStore;
import io.smartcallcenter.kpi.store.Reports;
import io.smartcallcenter.kpi.store.RollUpStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Puts the plain classes of the live figures together. */
@ApplicationScoped
public class LiveParts {

    @Produces
    @Singleton
    Today today(KpiSettings settings, Clock clock) {
        return new Today(settings.zone(), clock);
    }

    /** A day is never too long for the live figures. */
    @Produces
    @Singleton
    TodaysFigures todaysFigures(RollUpStore rollUps, KpiStore store, Clock clock, Today today, Policy policy) {
        return new TodaysFigures(new Reports(rollUps, store, clock, Integer.MAX_VALUE), today, policy);
    }

    @Produces
    @Singleton
    OperatorsNow operatorsNow(RollUpStore rollUps, KpiStore store, Clock clock) {
        return new OperatorsNow(rollUps, store, clock);
    }

    @Produces
    @Singleton
    Realtime realtime(TodaysFigures figures, OperatorsNow operatorsNow) {
        return new Realtime(figures, operatorsNow);
    }

    @Produces
    @Singleton
    Ownership ownership() {
        return new Ownership();
    }

    @Produces
    @Singleton
    Announcements announcements(UpdateTopic updates, TouchedTopic touched) {
        return new TopicAnnouncements(updates::send, touched);
    }

    @Produces
    @Singleton
    RetiredNodes retiredNodes(KpiStore store, AuditStore audit, Announcements announcements, Clock clock) {
        return new RetiredNodes(store, audit, announcements, clock);
    }

    @Produces
    @Singleton
    LiveFigures liveFigures(
            TodaysFigures figures,
            OperatorsNow operatorsNow,
            Ownership ownership,
            Announcements announcements,
            MeterRegistry meters,
            Clock clock) {
        FiguresGauges gauges = new FiguresGauges(meters, clock);
        return new LiveFigures(figures, operatorsNow, ownership, announcements, gauges, new LiveMeters(meters, clock));
    }

    @Produces
    @Singleton
    RollCall rollCall(
            LiveFigures figures, Today today, Ownership ownership, Reports reports, Announcements announcements) {
        return new RollCall(figures, today, ownership::changes, reports, announcements);
    }
}
