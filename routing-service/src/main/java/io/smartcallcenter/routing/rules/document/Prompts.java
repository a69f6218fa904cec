package io.smartcallcenter.routing.rules.document;

import io.smartcallcenter.events.DialplanText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The sound files that a document may name: the core sounds of Asterisk (those of Debian's asterisk-core-sounds-en), and the
 * recordings that it declares.
 */
final class Prompts {

    /** The gateway takes as many for one step of a flow. */
    private static final int MOST_IN_A_ROW = 10;

    private static final Set<String> CORE = core();

    private final Set<String> declared;

    private Prompts(Set<String> declared) {
        this.declared = declared;
    }

    /** @param node a list of recordings; may be missing */
    static Prompts declared(Node node) {
        Set<String> declared = new HashSet<>();
        node.each((each, i) -> {
            String prompt = each.of(DialplanText.PROMPT);
            if (!prompt.isEmpty() && !declared.add(prompt)) {
                each.fault("is there already");
            }
            return prompt;
        });
        return new Prompts(declared);
    }

    String one(Node node) {
        String prompt = node.of(DialplanText.PROMPT);
        if (DialplanText.PROMPT.accepts(prompt) && !CORE.contains(prompt) && !declared.contains(prompt)) {
            node.fault("'" + prompt + "' is no sound of Asterisk, and is not declared under prompts");
        }
        return prompt;
    }

    /** One or a list of several; a missing one is an empty list. */
    List<String> several(Node node) {
        if (node.value().isTextual()) {
            return List.of(one(node));
        }
        List<String> prompts = node.each((each, i) -> one(each));
        if (prompts.size() > MOST_IN_A_ROW) {
            node.fault("more than " + MOST_IN_A_ROW + " prompts");
        }
        return prompts;
    }

    private static Set<String> core() {
        try (InputStream file = Prompts.class.getResourceAsStream("/core-sounds.txt");
                BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines().collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
