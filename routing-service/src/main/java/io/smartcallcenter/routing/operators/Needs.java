package io.smartcallcenter.routing.operators;

import java.util.Set;

/**
 * What a call asks of an operator.
 *
 * @param skills all of them
 * @param language ISO 639 code; null = any
 * @param level at least, 0 = any
 */
public record Needs(Set<String> skills, String language, int level) {

    public static final Needs NOTHING = new Needs(Set.of(), null, 0);

    public Needs {
        skills = Set.copyOf(skills);
    }
}
