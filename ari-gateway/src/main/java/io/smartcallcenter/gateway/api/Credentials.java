package io.smartcallcenter.gateway.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.smartcallcenter.gateway.ami.AmiEndpoint;
import io.smartcallcenter.gateway.ari.AriEndpoint;
import io.smartcallcenter.gateway.config.NodeSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where an Asterisk is and who we are there. Passwords are read and never given back.
 *
 * @param node a node of the configuration; its settings stand in for {@code ari} and {@code ami} where they are left out
 * @param ami null without a node: ARI alone
 * @param adopt only for connect: use these settings from now on, until the gateway is restarted
 */
@Schema(
        examples =
                """
                {"node":"pbx1","ari":{"url":"http://pbx.example:8088","username":"smart-call-center","password":"..."},\
                "ami":{"host":"pbx.example","port":5038,"username":"scc","password":"..."},"adopt":false}""")
public record Credentials(@Schema(examples = "pbx1") String node, Ari ari, Ami ami, boolean adopt) {

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:-]{1,253}");
    private static final Pattern APP = Pattern.compile("[A-Za-z0-9_-]{1,60}");
    private static final String DEFAULT_APP = "SmartCallCenter";

    /** @param url scheme, host, port and prefix of http.conf, without {@code /ari} */
    public record Ari(
            @Schema(examples = "http://pbx.example:8088") String url,
            @Schema(examples = "smart-call-center") String username,
            @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) String password,
            @Schema(examples = DEFAULT_APP) String app) {

        /** Without the password. */
        @Override
        public String toString() {
            return url;
        }
    }

    public record Ami(
            @Schema(examples = "pbx.example") String host,
            @Schema(examples = "5038") Integer port,
            @Schema(examples = "scc") String username,
            @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) String password) {

        /** Without the password. */
        @Override
        public String toString() {
            return host;
        }
    }

    /**
     * The node that is meant.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem naming the field that is missing or wrong
     */
    NodeSettings settings(Map<String, NodeSettings> configured) {
        NodeSettings known = node == null ? null : configured.get(node);
        if (node != null && known == null) {
            throw Problems.field("node", "is no node of the configuration: " + String.join(", ", configured.keySet()));
        }
        if (known == null && configured.size() == 1 && adopt) {
            known = configured.values().iterator().next();
        }
        if (adopt && known == null) {
            throw Problems.field("node", "is missing: which of " + String.join(", ", configured.keySet()));
        }
        return new NodeSettings(known == null ? "given" : known.name(), ariOr(known), amiOr(known));
    }

    private AriEndpoint ariOr(NodeSettings known) {
        if (ari == null) {
            return Problems.required(known == null ? null : known.ari(), "ari");
        }
        String app =
                ari.app() == null ? known == null ? DEFAULT_APP : known.ari().app() : ari.app();
        matching(app, APP, "ari.app");
        URI url = url();
        String username = Problems.required(ari.username(), "ari.username");
        String password = Problems.required(ari.password(), "ari.password");
        if (username.indexOf(':') >= 0) {
            throw Problems.field("ari.username", "must not hold a colon");
        }
        try {
            return AriEndpoint.of(url, username, password, app);
        } catch (IllegalArgumentException e) {
            throw Problems.field("ari.url", "must be http://host:port or https://host:port, without credentials");
        }
    }

    private URI url() {
        try {
            URI url = new URI(Problems.required(ari.url(), "ari.url"));
            if (url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
                throw Problems.field("ari.url", "must be http://host:port or https://host:port");
            }
            return url;
        } catch (URISyntaxException e) {
            throw Problems.field("ari.url", "is no address");
        }
    }

    private Optional<AmiEndpoint> amiOr(NodeSettings known) {
        if (ami == null) {
            return known == null ? Optional.empty() : known.ami();
        }
        String host = Problems.required(ami.host(), "ami.host");
        matching(host, HOST, "ami.host");
        int port = ami.port() == null ? 5038 : ami.port();
        if (port < 1 || port > 65_535) {
            throw Problems.field("ami.port", "must be 1 to 65535");
        }
        String username = Problems.required(ami.username(), "ami.username");
        String password = Problems.required(ami.password(), "ami.password");
        oneLine(username, "ami.username");
        oneLine(password, "ami.password");
        return Optional.of(new AmiEndpoint(host, port, username, password));
    }

    private static void matching(String value, Pattern allowed, String field) {
        if (!allowed.matcher(value).matches()) {
            throw Problems.field(field, "holds characters that are not allowed, or is too long");
        }
    }

    /** A line end would be an AMI header of its own. */
    private static void oneLine(String value, String field) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw Problems.field(field, "must not hold control characters");
        }
    }
}
