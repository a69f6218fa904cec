package io.smartcallcenter.routing.operators;

import java.util.Map;
import java.util.Set;

/**
 * A person who answers calls.
 *
 * @param extension what is dialled to reach them: {@code 0001}
 * @param name for people; may be null
 * @param iface the phone as Asterisk's queues know it: {@code PJSIP/0001}
 * @param level 1 (junior) .. 10
 * @param languages ISO 639 codes: {@code de}
 * @param skills how well, 1..100, by skill
 * @param queues penalty, 0..1000, by the name of each queue that they serve
 */
public record Operator(
        String extension,
        String name,
        String iface,
        int level,
        Set<String> languages,
        Map<String, Integer> skills,
        Map<String, Integer> queues) {

    public Operator {
        languages = Set.copyOf(languages);
        skills = Map.copyOf(skills);
        queues = Map.copyOf(queues);
    }

    public boolean meets(Needs needs) {
        return level >= needs.level()
                && (needs.language() == null || languages.contains(needs.language()))
                && skills.keySet().containsAll(needs.skills());
    }

    /** How well they meet the needs: the sum of the needed skills. */
    public int fitness(Needs needs) {
        return needs.skills().stream().mapToInt(skills::get).sum();
    }
}
