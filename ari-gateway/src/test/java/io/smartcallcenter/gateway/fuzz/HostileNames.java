package io.smartcallcenter.gateway.fuzz;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a caller may choose to be called. */
public final class HostileNames {

    private static final List<String> KNOWN = List.of(
            "\r\nAction: Originate\r\nChannel: PJSIP/1\r\n\r\n",
            "\n\nEvent: Hangup\n\n",
            "a\rb",
            "\"; DROP TABLE cdr; --",
            "\\\"\\",
            "{\"type\":\"StasisEnd\"}",
            "../../bridges/1?x=y#z&a=b%00%2e%2e",
            "..",
            "\0",
            "\u0001\u0007\u001b[2J\u007f\u0085",
            "\ud83d\ude00\ud83e\uddd1\u200d\ud83d\ude80",
            "\u202eevil\u202c\u2028\u2029\ufeff",
            "=HYPERLINK(\"http://x\")",
            "<script>alert(1)</script>",
            "  spaces before and after  ",
            "\u0410\u043b\u043c\u0430\u0442\u044b",
            "x".repeat(2_000));

    private HostileNames() {}

    /** The known tricks, and mixtures of their parts. */
    public static Stream<String> all() {
        SplittableRandom random = new SplittableRandom(7);
        return Stream.concat(
                KNOWN.stream(), IntStream.range(0, 2_000).mapToObj(i -> part(random) + part(random) + part(random)));
    }

    private static String part(SplittableRandom random) {
        String word = KNOWN.get(random.nextInt(KNOWN.size()));
        int from = word.offsetByCodePoints(0, random.nextInt(word.codePointCount(0, word.length())));
        int left = word.codePointCount(from, word.length());
        return word.substring(from, word.offsetByCodePoints(from, 1 + random.nextInt(Math.min(8, left))));
    }
}
