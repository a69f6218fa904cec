package io.smartcallcenter.gateway.ari;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/**
 * Paths and queries of ARI requests. Everything is hostile: a caller's number or a channel name may hold a slash, a question
 * mark or a line end, and none of them may change which resource is meant.
 */
final class AriPath {

    private static final String HEX = "0123456789ABCDEF";

    private AriPath() {}

    /** {@code /channels/17.1/continue} from its segments, each encoded by itself. */
    static String of(String... segments) {
        StringBuilder path = new StringBuilder(64);
        for (String segment : segments) {
            if (segment == null || segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException("an empty or relative path segment");
            }
            path.append('/');
            encode(segment, path);
        }
        return path.toString();
    }

    /** The path with {@code ?name=value&...}; null values are left out. */
    static String withQuery(String path, Map<String, String> query) {
        StringBuilder uri = new StringBuilder(path);
        char separator = '?';
        for (Map.Entry<String, String> parameter : query.entrySet()) {
            if (parameter.getValue() != null) {
                uri.append(separator);
                encode(parameter.getKey(), uri);
                uri.append('=');
                encode(parameter.getValue(), uri);
                separator = '&';
            }
        }
        return uri.toString();
    }

    private static void encode(String text, StringBuilder to) {
        for (byte octet : text.getBytes(UTF_8)) {
            if (unreserved(octet)) {
                to.append((char) octet);
            } else {
                to.append('%').append(HEX.charAt(octet >> 4 & 0xF)).append(HEX.charAt(octet & 0xF));
            }
        }
    }

    /** RFC 3986, 2.3. */
    private static boolean unreserved(byte octet) {
        return octet >= 'a' && octet <= 'z'
                || octet >= 'A' && octet <= 'Z'
                || octet >= '0' && octet <= '9'
                || octet == '-'
                || octet == '.'
                || octet == '_'
                || octet == '~';
    }
}
