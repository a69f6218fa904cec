package io.smartcallcenter.notification.crm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smartcallcenter.events.CustomerEvent.Customer;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what a CRM answers: {@code {name, company, email, tags, note, url}}, all of them texts or absent. Nothing else is taken. */
final class CrmAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_LINE = 254;
    private static final int LONGEST_NOTE = 4000;
    private static final int LONGEST_URL = 2048;
    private static final int LONGEST_TAG = 50;
    private static final int MOST_TAGS = 20;

    private CrmAnswer() {}

    /** Empty if it names nobody. */
    static Optional<Customer> read(byte[] body, String id, String number) throws IOException {
        JsonNode answer = JSON.readTree(body);
        String name = text(answer.path("name"), LONGEST_LINE);
        String company = text(answer.path("company"), LONGEST_LINE);
        if (name == null && company == null) {
            return Optional.empty();
        }
        return Optional.of(new Customer(
                id,
                name,
                company,
                List.of(number),
                text(answer.path("email"), LONGEST_LINE),
                tags(answer.path("tags")),
                text(answer.path("note"), LONGEST_NOTE),
                url(text(answer.path("url"), LONGEST_URL))));
    }

    private static List<String> tags(JsonNode node) {
        List<String> tags = new ArrayList<>();
        for (JsonNode each : node) {
            String tag = text(each, LONGEST_TAG);
            if (tag != null && tags.size() < MOST_TAGS) {
                tags.add(tag);
            }
        }
        return tags;
    }

    /** A script is no page. */
    private static String url(String text) {
        try {
            URI url = text == null ? null : URI.create(text);
            return url != null
                            && url.getHost() != null
                            && ("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()))
                    ? text
                    : null;
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }

    private static String text(JsonNode node, int longest) {
        if (!node.isTextual() || node.asText().isBlank()) {
            return null;
        }
        String text = node.asText();
        int end = Math.min(text.length(), longest);
        StringBuilder cut = new StringBuilder(end);
        text.substring(0, end).codePoints().forEach(each -> {
            int type = Character.getType(each);
            boolean strange = type == Character.SURROGATE || Character.isISOControl(each) && each != '\n';
            cut.appendCodePoint(strange ? ' ' : each);
        });
        return cut.toString().strip();
    }
}
