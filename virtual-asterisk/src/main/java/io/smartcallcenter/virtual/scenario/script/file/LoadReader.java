package io.smartcallcenter.virtual.scenario.script.file;

import io.smartcallcenter.virtual.scenario.load.Arrivals;
import io.smartcallcenter.virtual.scenario.load.DurationSpec;
import io.smartcallcenter.virtual.scenario.load.LoadProfile;
import io.smartcallcenter.virtual.scenario.load.LoadProfile.Dialled;
import io.smartcallcenter.virtual.scenario.load.Operators;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The section {@code load}: calls that come by themselves. */
final class LoadReader {

    private static final Set<String> KEYS =
            Set.of("callsPerMinute", "arrivals", "numbers", "callers", "operators", "for", "seed");

    private LoadReader() {}

    static LoadProfile read(Node load) {
        if (!load.mappingOf(KEYS)) {
            return null;
        }
        if (!load.has("callsPerMinute")) {
            load.get("callsPerMinute").fault("is missing");
        }
        double perSecond = load.get("callsPerMinute").number(0.001, 600_000, 1) / 60;
        String how =
                load.get("arrivals").matching(Pattern.compile("poisson|constant"), "poisson or constant", "poisson");
        Arrivals arrivals = how.equals("poisson") ? new Arrivals.Poisson(perSecond) : new Arrivals.Constant(perSecond);
        List<Dialled> numbers = numbers(load.get("numbers"));
        Node callers = load.get("callers");
        if (!callers.missing()) {
            callers.mappingOf(Set.of("patience", "talk"));
        }
        if (numbers.isEmpty()) {
            load.get("numbers").fault("must say what is dialled, such as \"700\": 3");
            return null;
        }
        return new LoadProfile(
                arrivals,
                numbers,
                false,
                spec(callers.get("patience"), null),
                spec(callers.get("talk"), DurationSpec.of(Duration.ofSeconds(30))),
                load.has("operators") ? operators(load.get("operators")) : null,
                load.get("for").duration(null),
                load.get("seed").whole(0, Integer.MAX_VALUE, 1));
    }

    private static List<Dialled> numbers(Node numbers) {
        List<Dialled> all = new ArrayList<>();
        Map<String, Integer> weights = numbers.entries(weight -> weight.whole(1, 1_000_000, 1));
        weights.forEach((number, weight) -> {
            if (ScenarioReader.NUMBER.matcher(number).matches()) {
                all.add(new Dialled(number, weight));
            } else {
                numbers.get(number).fault("is not a number");
            }
        });
        return all;
    }

    private static Operators operators(Node operators) {
        if (!operators.mappingOf(Set.of(
                "answersAfter", "misses", "rejects", "hangsUp", "talk", "breakEvery", "breakLength", "reasons"))) {
            return null;
        }
        double misses = operators.get("misses").number(0, 1, 0);
        double rejects = operators.get("rejects").number(0, 1, 0);
        if (misses + rejects > 1) {
            operators.fault("misses and rejects are more than 1 together");
            return null;
        }
        DurationSpec aSecond = DurationSpec.of(Duration.ofSeconds(1));
        return new Operators(
                spec(operators.get("answersAfter"), aSecond),
                misses,
                rejects,
                operators.get("hangsUp").number(0, 1, 0),
                spec(operators.get("talk"), DurationSpec.of(Duration.ofSeconds(30))),
                operators.get("breakEvery").duration(Duration.ZERO).toMillis() / 1000.0,
                spec(operators.get("breakLength"), DurationSpec.of(Duration.ofSeconds(60))),
                operators.get("reasons").each(reason -> reason.text("")));
    }

    private static DurationSpec spec(Node length, DurationSpec whenMissing) {
        String text = length.text(null);
        if (text == null) {
            return whenMissing;
        }
        DurationSpec spec = Durations.spec(text);
        if (spec == null) {
            length.fault("'" + text
                    + "' must be such as '4 s', '1 s to 3 s', 'exponential 60 s' or 'lognormal 90 s sigma 0.6'");
            return whenMissing;
        }
        return spec;
    }
}
