package io.smartcallcenter.defaults.answer;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * What an answer takes from its request.
 *
 * @param who the token's name
 * @param path of the request
 * @param parameters of its query
 * @param ifNoneMatch null = the header is absent
 */
record Asker(String who, String path, Map<String, List<String>> parameters, String ifNoneMatch) {

    static Asker of(UriInfo uri, HttpHeaders headers, JsonWebToken token) {
        List<String> tags = headers.getRequestHeader(HttpHeaders.IF_NONE_MATCH);
        return new Asker(
                token.getName(),
                uri.getRequestUri().getPath(),
                new TreeMap<>(uri.getQueryParameters()),
                tags == null || tags.isEmpty() ? null : String.join(",", tags));
    }

    /** The same question with another value of a parameter, as an address relative to it. */
    String with(String parameter, String value) {
        Map<String, List<String>> changed = new TreeMap<>(parameters);
        changed.put(parameter, List.of(value));
        List<String> query = new ArrayList<>();
        changed.forEach((name, values) -> values.forEach(each -> query.add(encoded(name) + "=" + encoded(each))));
        return "?" + String.join("&", query);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
