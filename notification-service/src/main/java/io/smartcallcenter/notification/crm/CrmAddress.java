package io.smartcallcenter.notification.crm;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Where the CRM is asked: an address with {@code {number}} in its path or query. A number changes neither host nor port. */
final class CrmAddress {

    private static final String NUMBER = "{number}";

    private final String template;

    /** @throws IllegalArgumentException if it is no such address */
    CrmAddress(String template) {
        this.template = template;
        URI one = of("+1");
        URI other = of("2");
        String scheme = one.getScheme() == null ? "" : one.getScheme().toLowerCase(Locale.ROOT);
        if (!template.contains(NUMBER)
                || one.getHost() == null
                || one.getUserInfo() != null
                || !one.getRawAuthority().equals(other.getRawAuthority())
                || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new IllegalArgumentException(
                    "scc.notification.crm.lookup-url: http or https, a host, and {number} in the path or the query");
        }
    }

    URI of(String number) {
        return URI.create(template.replace(NUMBER, URLEncoder.encode(number, StandardCharsets.UTF_8)));
    }
}
