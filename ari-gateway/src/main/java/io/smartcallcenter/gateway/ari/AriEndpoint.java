package io.smartcallcenter.gateway.ari;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.Base64;

/**
 * Where ARI is and who we are.
 *
 * @param prefix the prefix of http.conf, empty or {@code /asterisk}
 * @param authorization value of the Authorization header: credentials never stand in a URL, because URLs are logged
 */
public record AriEndpoint(String host, int port, boolean tls, String prefix, String app, String authorization) {

    public static AriEndpoint of(URI url, String username, String password, String app) {
        if (url.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "scc.asterisk.ari.url must not hold credentials: set scc.asterisk.ari.username and .password");
        }
        boolean tls = "https".equals(url.getScheme());
        if (url.getHost() == null || !tls && !"http".equals(url.getScheme())) {
            throw new IllegalArgumentException("scc.asterisk.ari.url must be http://host:port or https://host:port");
        }
        int port = url.getPort() > 0 ? url.getPort() : tls ? 8089 : 8088;
        String prefix = url.getPath() == null ? "" : url.getPath().replaceAll("/+$", "");
        String credentials = Base64.getEncoder().encodeToString((username + ":" + password).getBytes(UTF_8));
        return new AriEndpoint(url.getHost(), port, tls, prefix, app, "Basic " + credentials);
    }

    /** Without the credentials. */
    @Override
    public String toString() {
        return (tls ? "https://" : "http://") + host + ":" + port + prefix;
    }
}
