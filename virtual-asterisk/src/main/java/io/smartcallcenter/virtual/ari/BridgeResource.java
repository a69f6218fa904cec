package io.smartcallcenter.virtual.ari;

import io.smartcallcenter.virtual.bridge.Bridge;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.pbx.Pbx;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;

/** {@code /ari/bridges}. */
final class BridgeResource {

    private final Pbx pbx;
    private final Applications applications;

    BridgeResource(Pbx pbx, Applications applications) {
        this.pbx = pbx;
        this.applications = applications;
    }

    AriResponse handle(AriRequest request) {
        if (request.depth() == 1) {
            return all(request);
        }
        if (request.depth() == 2 && request.is(HttpMethod.POST)) {
            return create(request, request.at(1));
        }
        Bridge bridge = pbx.bridges().get(request.at(1));
        if (bridge == null) {
            throw AriError.notFound("Bridge not found");
        }
        if (request.depth() == 2 && request.is(HttpMethod.GET)) {
            return AriResponse.ok(applications.json().bridge(bridge));
        }
        if (request.depth() == 2 && request.is(HttpMethod.DELETE)) {
            pbx.bridges().destroy(bridge);
            return AriResponse.NO_CONTENT;
        }
        return command(request, bridge);
    }

    private AriResponse all(AriRequest request) {
        if (request.is(HttpMethod.POST)) {
            return create(request, request.parameter("bridgeId"));
        }
        if (!request.is(HttpMethod.GET)) {
            throw AriError.wrongMethod();
        }
        JsonText json = applications.json().openList();
        pbx.bridges().all().forEach(json::bridge);
        return AriResponse.ok(json.closeList());
    }

    private AriResponse create(AriRequest request, String id) {
        Bridge existing = id == null ? null : pbx.bridges().get(id);
        if (existing != null) {
            throw AriError.conflict("Bridge with given ID already exists");
        }
        Bridge bridge = pbx.bridges().create(id, request.parameter("name", ""), true);
        return AriResponse.ok(applications.json().bridge(bridge));
    }

    private AriResponse command(AriRequest request, Bridge bridge) {
        if (!request.is(HttpMethod.POST)) {
            throw AriError.wrongMethod();
        }
        switch (request.depth() == 3 ? request.at(2) : "") {
            case "addChannel" -> channels(request).forEach(channel -> add(bridge, channel));
            case "removeChannel" -> {
                for (Channel channel : channels(request)) {
                    if (channel.bridge() != bridge) {
                        throw AriError.conflict("Channel not in this bridge");
                    }
                    pbx.bridges().leave(channel);
                }
            }
            default -> throw AriError.notFound("Resource not found");
        }
        return AriResponse.NO_CONTENT;
    }

    private void add(Bridge bridge, Channel channel) {
        if (channel.bridge() != bridge) {
            pbx.bridges().enter(bridge, channel);
            Channel other = bridge.other(channel);
            if (other != null) {
                // Once both are in, each side learns whom it talks to (trace 08).
                pbx.channels().connectedLine(other, channel.caller());
            }
        }
    }

    private List<Channel> channels(AriRequest request) {
        List<Channel> channels = new ArrayList<>(2);
        for (String id : request.required("channel", "Channel is required").split(",")) {
            Channel channel = pbx.channels().get(id.trim());
            if (channel == null) {
                throw AriError.badRequest("Channel not found");
            }
            if (pbx.stasis().held(channel) == null) {
                throw AriError.conflict("Channel not in Stasis application");
            }
            channels.add(channel);
        }
        return channels;
    }
}
