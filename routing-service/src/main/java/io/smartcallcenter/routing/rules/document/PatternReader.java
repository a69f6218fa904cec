package io.smartcallcenter.routing.rules.document;

import io.smartcallcenter.routing.numberplan.NumberPattern;

/**
 * Patterns of numbers.
 *
 * @param region whether the document names a region: only then numbers have an international form
 */
record PatternReader(boolean region) {

    /** Null after a fault. */
    NumberPattern read(Node node) {
        if (node.missing()) {
            node.fault("is missing");
            return null;
        }
        String text = node.text(null);
        if (text == null) {
            return null;
        }
        try {
            NumberPattern pattern = new NumberPattern(text);
            if (pattern.international() && !region) {
                node.fault("a pattern with + needs region: how international numbers are read");
            }
            return pattern;
        } catch (IllegalArgumentException e) {
            node.fault(e.getMessage());
            return null;
        }
    }
}
