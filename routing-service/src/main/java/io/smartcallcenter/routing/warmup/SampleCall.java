package io.smartcallcenter.routing.warmup;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import io.smartcallcenter.routing.numberplan.Entry;
import io.smartcallcenter.routing.numberplan.NumberPattern;
import io.smartcallcenter.routing.rules.RoutingRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A call to practise with. */
record SampleCall(String dialled, String caller) {

    private static final String UNKNOWN = "4711";
    private static final String ANY_DIGIT = "0";
    private static final String SOME_DIGITS = "00";

    /**
     * Each kind of target that the rules have, and a number that they do not know, called in turn from every country of the world: what
     * the library knows of a country it reads from a file when the first number from there comes.
     */
    static List<SampleCall> of(RoutingRules rules) {
        List<String> dialled = dialled(rules);
        List<SampleCall> calls = new ArrayList<>();
        for (String caller : world()) {
            calls.add(new SampleCall(dialled.get(calls.size() % dialled.size()), caller));
        }
        return calls;
    }

    private static List<String> dialled(RoutingRules rules) {
        Map<Class<?>, String> byTarget = new LinkedHashMap<>();
        for (Entry entry : rules.numberPlan().entries()) {
            byTarget.putIfAbsent(entry.target().getClass(), sample(entry.number()));
        }
        List<String> dialled = new ArrayList<>(byTarget.values());
        dialled.add(UNKNOWN);
        return dialled;
    }

    /** A number that the pattern is for; of a range the first. */
    private static String sample(NumberPattern pattern) {
        String first = pattern.text().split("-", 2)[0].replace("X", ANY_DIGIT);
        return first.endsWith(".") ? first.substring(0, first.length() - 1) + SOME_DIGITS : first;
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
