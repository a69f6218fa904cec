package io.smartcallcenter.routing.warmup;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.smartcallcenter.events.DeviceState;
import io.smartcallcenter.routing.decide.Availability;
import io.smartcallcenter.routing.decide.Availability.Presence;
import io.smartcallcenter.routing.decide.Availability.Staffing;
import io.smartcallcenter.routing.numberplan.Entry;
import io.smartcallcenter.routing.numberplan.NumberPattern;
import io.smartcallcenter.routing.numberplan.Numbering;
import io.smartcallcenter.routing.rules.RoutingRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A call to practise with. */
record SampleCall(String dialled, String caller, Availability availability) {

    private static final String UNKNOWN = "4711";
    private static final List<Availability> STATES = List.of(
            Availability.UNKNOWN,
            everywhere(new Staffing(1, 0, 0, 0, 0), DeviceState.NOT_INUSE),
            everywhere(new Staffing(0, 1, 0, 0, 1_000), DeviceState.INUSE),
            everywhere(new Staffing(0, 0, 1, 1, 0), DeviceState.UNAVAILABLE));
    private static final String ANY_DIGIT = "0";
    /** E.164 with its +. */
    private static final int LONGEST = 16;

    /**
     * Each kind of target that the rules have, and a number that they do not know, called in turn from every country of the world
     * while operators are free, busy, away and not known: what the library knows of a country it reads from a file when the first number from there comes.
     */
    static List<SampleCall> of(RoutingRules rules) {
        List<String> dialled = dialled(rules);
        List<SampleCall> calls = new ArrayList<>();
        for (String caller : world()) {
            int call = calls.size();
            calls.add(new SampleCall(
                    dialled.get(call % dialled.size()), caller, STATES.get(call / dialled.size() % STATES.size())));
        }
        return calls;
    }

    private static List<String> dialled(RoutingRules rules) {
        Map<Class<?>, String> byTarget = new LinkedHashMap<>();
        for (Entry entry : rules.numberPlan().entries()) {
            byTarget.putIfAbsent(
                    entry.target().getClass(),
                    sample(entry.number(), rules.numberPlan().numbering()));
        }
        List<String> dialled = new ArrayList<>(byTarget.values());
        dialled.add(UNKNOWN);
        return dialled;
    }

    /** A number that the pattern is for; of a range the first. */
    private static String sample(NumberPattern pattern, Numbering numbering) {
        String first = pattern.text().split("-", 2)[0].replace("X", ANY_DIGIT);
        if (!first.endsWith(".")) {
            return first;
        }
        // How many digits an international number has after its prefix is another matter in each country.
        String number = first.substring(0, first.length() - 1) + ANY_DIGIT;
        while (number.length() < LONGEST && !pattern.matches(numbering.read(number))) {
            number += ANY_DIGIT;
        }
        return number;
    }

    private static Availability everywhere(Staffing staffing, DeviceState device) {
        Presence presence = new Presence(device, false, Instant.EPOCH);
        return new Availability() {
            @Override
            public Optional<Staffing> staffing(String queue, Integer maxPenalty) {
                return Optional.of(staffing);
            }

            @Override
            public Optional<Presence> presence(String endpoint) {
                return Optional.of(presence);
            }
        };
    }

    private static List<String> world() {
        PhoneNumberUtil library = PhoneNumberUtil.getInstance();
        return library.getSupportedRegions().stream()
                .map(library::getExampleNumber)
                .filter(Objects::nonNull)
                .map(SampleCall::international)
                .toList();
    }

    private static String international(PhoneNumber number) {
        return PhoneNumberUtil.getInstance().format(number, PhoneNumberFormat.E164);
    }
}
