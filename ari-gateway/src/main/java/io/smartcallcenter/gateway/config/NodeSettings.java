package io.smartcallcenter.gateway.config;

import io.smartcallcenter.events.NodeMode;
import io.smartcallcenter.gateway.ami.AmiEndpoint;
import io.smartcallcenter.gateway.ari.AriEndpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * One Asterisk node: its name, where its two interfaces are, and who we are there.
 *
 * @param ami empty without credentials: then the node is run over ARI alone
 */
public record NodeSettings(String name, AriEndpoint ari, Optional<AmiEndpoint> ami) {

    /** A name is part of ids, of keys ({@code <node>/...}) and of paths. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,40}");

    /**
     * All configured nodes by their names.
     *
     * @throws IllegalArgumentException naming the setting that is missing or wrong
     */
    public static Map<String, NodeSettings> of(AsteriskConfig config) {
        Map<String, NodeSettings> nodes = new TreeMap<>();
        if (config.nodes().isEmpty()) {
            nodes.put(config.node(), of(config.node(), "scc.asterisk.", config.ari(), config.ami()));
        }
        config.nodes()
                .forEach((name, node) ->
                        nodes.put(name, of(name, "scc.asterisk.nodes." + name + ".", node.ari(), node.ami())));
        return nodes;
    }

    private static NodeSettings of(String name, String prefix, AsteriskConfig.Ari ari, AsteriskConfig.Ami ami) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "The name of an Asterisk node is 1 to 40 letters, digits, '_', '.' or '-', not '" + name + "'");
        }
        List<String> missing = new ArrayList<>();
        String ariUser = required(ari.username(), prefix + "ari.username", missing);
        String ariPassword = required(ari.password(), prefix + "ari.password", missing);
        if (ami.username().isPresent() != ami.password().isPresent()) {
            missing.add(prefix + (ami.username().isPresent() ? "ami.password" : "ami.username"));
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("Missing: " + String.join(", ", missing));
        }
        return new NodeSettings(
                name,
                AriEndpoint.of(ari.url(), ariUser, ariPassword, ari.app()),
                ami.username()
                        .map(user -> new AmiEndpoint(
                                ami.host(), ami.port(), user, ami.password().orElseThrow())));
    }

    /** Without the manager interface there are no queue facts. */
    public NodeMode mode() {
        return ami.isPresent() ? NodeMode.FULL : NodeMode.ARI_ONLY;
    }

    private static String required(Optional<String> value, String setting, List<String> missing) {
        if (value.isEmpty()) {
            missing.add(setting);
        }
        return value.orElse("");
    }
}
