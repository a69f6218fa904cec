package io.smartcallcenter.routing.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.smartcallcenter.events.CallCommand.Then;
import io.smartcallcenter.routing.calendar.BusinessHours;
import io.smartcallcenter.routing.numberplan.Entry;
import io.smartcallcenter.routing.numberplan.Instead;
import io.smartcallcenter.routing.numberplan.NumberPlan;
import io.smartcallcenter.routing.numberplan.Target;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The number plan as supervisors read it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NumberPlanView(@JsonProperty("default_queue") String defaultQueue, List<Line> numbers) {

    /**
     * @param type {@code queue}, {@code direct} or {@code service}
     * @param target queue, endpoint or flow
     * @param openNow null for a number without business hours
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Line(
            String number,
            String type,
            String target,
            String then,
            String hours,
            String zone,
            String outside,
            @JsonProperty("open_now") Boolean openNow) {}

    static NumberPlanView of(NumberPlan plan, Instant now) {
        return new NumberPlanView(
                plan.defaultQueue().name(),
                plan.entries().stream().map(entry -> line(entry, now)).toList());
    }

    private static Line line(Entry entry, Instant now) {
        BusinessHours hours = entry.opening() == null ? null : entry.opening().hours();
        Target target = entry.target();
        return new Line(
                entry.number().text(),
                type(target),
                name(target),
                then(target.then()),
                hours == null ? null : hours.name(),
                hours == null ? null : hours.zone().getId(),
                hours == null ? null : outside(entry.opening().outside()),
                hours == null ? null : hours.openAt(now));
    }

    private static String type(Target target) {
        if (target instanceof Target.Queue) {
            return "queue";
        }
        return target instanceof Target.Extension ? "direct" : "service";
    }

    private static String name(Target target) {
        if (target instanceof Target.Queue queue) {
            return queue.name();
        }
        return target instanceof Target.Extension extension
                ? extension.endpoint()
                : ((Target.Service) target).flow().name();
    }

    private static String then(Then then) {
        String action = then.action().name().toLowerCase(Locale.ROOT);
        return then.target() == null ? action : action + " " + then.target();
    }

    private static String outside(Instead outside) {
        if (outside instanceof Instead.Announce announce) {
            return "announce " + announce.prompt() + ", then " + then(announce.then());
        }
        if (outside instanceof Instead.OtherQueue other) {
            return "queue " + other.queue();
        }
        return outside == null ? null : "reject " + ((Instead.Reject) outside).cause();
    }
}
