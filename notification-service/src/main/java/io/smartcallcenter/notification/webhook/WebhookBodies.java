package io.smartcallcenter.notification.webhook;

import io.smartcallcenter.defaults.query.Problems;
import io.smartcallcenter.defaults.query.Problems.Violation;
import io.smartcallcenter.notification.channel.TypeFilter;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads what an administrator says; everything that is wrong with it is named at once. Waits for the name server. */
final class WebhookBodies {

    private static final int LONGEST_URL = 2048;
    private static final Pattern SECRET = Pattern.compile("\\P{Cntrl}{16,256}");
    private static final Pattern TYPE = Pattern.compile("[a-z]+(\\.[a-z]+)*(\\.?\\*)?|\\*");

    private final WebhookBody body;
    private final Targets targets;
    private final List<Violation> violations = new ArrayList<>();

    private WebhookBodies(WebhookBody body, Targets targets) {
        this.body = body;
        this.targets = targets;
    }

    /** @param secret null = none was given */
    record Read(URI url, String secret, TypeFilter types, boolean enabled) {}

    /** @throws io.quarkiverse.resteasy.problem.HttpProblem 400 that names each wrong field */
    static Read read(WebhookBody body, boolean secretNeeded, Targets targets) {
        if (body == null) {
            throw Problems.unreadable(List.of(new Violation("body", "body", "is missing")));
        }
        WebhookBodies reader = new WebhookBodies(body, targets);
        Read read = new Read(
                reader.url(), reader.secret(secretNeeded), reader.types(), !Boolean.FALSE.equals(body.enabled()));
        if (!reader.violations.isEmpty()) {
            throw Problems.unreadable(reader.violations);
        }
        return read;
    }

    private URI url() {
        URI url = parsed();
        String scheme =
                url == null || url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (url == null
                || url.getHost() == null
                || url.getRawUserInfo() != null
                || url.getRawFragment() != null
                || !(scheme.equals("https") || scheme.equals("http"))) {
            wrong("url", "is no address such as https://crm.example/hook, without user and fragment");
            return null;
        }
        if (scheme.equals("http") && !targets.privateAllowed()) {
            wrong("url", "must be https");
            return url;
        }
        try {
            targets.resolve(url);
        } catch (Targets.Blocked blocked) {
            wrong("url", blocked.getMessage());
        } catch (UnknownHostException later) {
            // the name may come into being: it is looked at again for every request
            return url;
        }
        return url;
    }

    private URI parsed() {
        try {
            return body.url() == null || body.url().length() > LONGEST_URL ? null : new URI(body.url());
        } catch (URISyntaxException noAddress) {
            return null;
        }
    }

    private String secret(boolean needed) {
        if (body.secret() == null ? needed : !SECRET.matcher(body.secret()).matches()) {
            wrong("secret", "must have 16 to 256 characters, without control characters");
        }
        return body.secret();
    }

    private TypeFilter types() {
        List<String> types = body.types() == null ? List.of() : body.types();
        if (types.isEmpty() || types.size() > TypeFilter.MAX_PATTERNS) {
            wrong("types", "must be 1 to " + TypeFilter.MAX_PATTERNS);
            return null;
        }
        for (int i = 0; i < types.size(); i++) {
            String type = types.get(i);
            if (type == null
                    || type.length() > 64
                    || !TYPE.matcher(type).matches()
                    || EventTypes.topics(new TypeFilter(List.of(type))).isEmpty()) {
                wrong(
                        "types[" + i + "]",
                        "is no event that can be sent, such as customer.card, or alert.* for a family");
            }
        }
        return violations.isEmpty() ? new TypeFilter(types) : null;
    }

    private void wrong(String field, String message) {
        violations.add(new Violation(field, "body", message));
    }
}
