package io.smartcallcenter.notification.ws;

import java.util.ArrayList;
import java.util.List;

/** Frames that are no valid request, each of another kind: structures, wrong types in each place, cut and odd text. */
final class MalformedFrames {

    private static final String VALID =
            "{\"id\":1,\"op\":\"subscribe\",\"ch\":\"calls\",\"filter\":{\"types\":[\"call.*\"]},"
                    + "\"since\":{\"epoch\":\"e\",\"offset\":1}}";

    private static final List<String> WRONG_VALUES = List.of(
            "null",
            "true",
            "-1.5",
            "1e999",
            "[]",
            "{}",
            "[1]",
            "{\"a\":1}",
            "\"\"",
            "\"\\u0000\"",
            "\"" + "x".repeat(300) + "\"",
            "99999999999999999999999999",
            "[[[[]]]]",
            "\"\\ud800\"");

    private MalformedFrames() {}

    /** Not even an object of JSON: these close the connection with 4400. */
    static List<String> fatal() {
        List<String> frames = new ArrayList<>(List.of(
                "",
                " ",
                "\u0000",
                "hello",
                "null",
                "true",
                "1",
                "\"text\"",
                "[]",
                "[{}]",
                "{",
                "}",
                "{]",
                "{\"id\"}",
                "{\"id\":}",
                "{\"id\":1,}",
                "{id:1}",
                "{'id':1}",
                "{\"id\":1}{\"id\":2}",
                "{\"id\":1} x",
                "\uFEFF{}",
                "{\"id\":NaN}",
                "{\"id\":01}",
                "{\"id\":+1}",
                "{\"a\":\"\\x\"}",
                "<xml/>",
                "GET / HTTP/1.1",
                "[".repeat(5_000),
                "{\"a\":".repeat(5_000),
                "{\"a\":" + "9".repeat(5_000) + "}"));
        for (int end = 1; end < VALID.length(); end++) {
            frames.add(VALID.substring(0, end));
        }
        return frames;
    }

    /** Objects that are no valid request: each gets an error reply and the connection goes on. */
    static List<String> answerable() {
        List<String> frames = new ArrayList<>(List.of(
                "{}",
                "{\"op\":\"ping\"}",
                "{\"id\":1}",
                "{\"id\":1,\"op\":\"PING\"}",
                "{\"id\":1,\"op\":\"presence\"}",
                "{\"id\":1,\"op\":\"subscribe\"}",
                "{\"id\":1,\"op\":\"unsubscribe\"}",
                "{\"id\":1,\"op\":\"history\"}",
                "{\"id\":1,\"op\":\"auth\"}",
                "{\"id\":1,\"op\":\"auth\",\"token\":\"a.b.c\"}",
                "{\"id\":1,\"op\":\"subscribe\",\"ch\":\"../etc\"}",
                "{\"id\":1,\"op\":\"subscribe\",\"ch\":\"queue:\"}",
                "{\"id\":1,\"op\":\"unsubscribe\",\"ch\":\"calls\"}",
                "{\"id\":1,\"op\":\"subscribe\",\"ch\":\"queue:\\u0000\"}",
                "{\"id\":\"" + "i".repeat(65) + "\",\"op\":\"ping\"}"));
        for (String wrong : WRONG_VALUES) {
            frames.add("{\"id\":" + wrongId(wrong) + ",\"op\":\"ping\"}");
            frames.add("{\"id\":1,\"op\":" + wrong + "}");
            frames.add("{\"id\":1,\"op\":\"subscribe\",\"ch\":" + wrong + "}");
            frames.add("{\"id\":1,\"op\":\"history\",\"ch\":\"calls\",\"limit\":" + wrong + "}");
            frames.add("{\"id\":1,\"op\":\"auth\",\"token\":" + wrong + "}");
            if (!wrong.equals("null")) {
                frames.add("{\"id\":1,\"op\":\"subscribe\",\"ch\":\"calls\",\"filter\":"
                        + (wrong.equals("{}") ? "{\"call\":{}}" : wrong) + "}");
                frames.add("{\"id\":1,\"op\":\"subscribe\",\"ch\":\"calls\",\"since\":" + wrong + "}");
            }
            frames.add("{\"id\":1,\"op\":\"subscribe\",\"ch\":\"calls\",\"since\":{\"epoch\":\"e\",\"offset\":"
                    + (wrong.startsWith("\"") ? "\"1\"" : wrong) + "}}");
            frames.add("{\"id\":1,\"op\":\"subscribe\",\"ch\":\"calls\",\"filter\":{\"types\":[" + wrongType(wrong)
                    + "]}}");
        }
        return frames;
    }

    /** A control character or a lone surrogate is a string like any other, so it is no wrong id. */
    private static String wrongId(String wrong) {
        return wrong.startsWith("\"\\") ? "{\"s\":" + wrong + "}" : wrong;
    }

    private static String wrongType(String wrong) {
        boolean plainText = wrong.startsWith("\"") && wrong.length() < 256;
        return plainText ? "{\"t\":" + wrong + "}" : wrong;
    }
}
