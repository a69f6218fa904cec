package io.smartcallcenter.virtual;

import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The controller that the real Asterisk was recorded with: decides, continues, makes direct calls. */
final class LabController implements AutoCloseable {

    private static final Map<String, String> QUEUES = Map.ofEntries(
            Map.entry("700", "support"),
            Map.entry("701", "sales"),
            Map.entry("702", "vip"),
            Map.entry("703", "tiers"),
            Map.entry("704", "strictq"),
            Map.entry("709", "backup"),
            Map.entry("711", "fpbx"),
            Map.entry("712", "lr"),
            Map.entry("713", "rr"),
            Map.entry("716", "exits"),
            Map.entry("717", "small"));

    private record Direct(String leg, String bridge) {}

    private final AriClient ari;
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Map<String, String> callerOfLeg = new HashMap<>();
    private final Map<String, Direct> direct = new HashMap<>();
    private final Map<String, String> digits = new HashMap<>();
    private volatile String overflow;
    private volatile String queueTimeout;
    private volatile int directTimeout = 20;

    LabController(AriClient ari) {
        this.ari = ari;
        ari.onEvent(event -> thread.execute(() -> safely(event)));
    }

    void queueTimeout(int seconds) {
        queueTimeout = Integer.toString(seconds);
    }

    /** Where callers go whom support does not serve in time. */
    void overflow(String queue) {
        overflow = queue;
    }

    void directTimeout(int seconds) {
        directTimeout = seconds;
    }

    /** As the lab's: what fails because the link has just been cut is not tried again. */
    private void safely(JsonObject event) {
        try {
            on(event);
        } catch (IllegalStateException cut) {
            if (!ari.closed().isDone() && !thread.isShutdown()) {
                throw cut;
            }
        }
    }

    private void on(JsonObject event) {
        String id = event.getJsonObject("channel", new JsonObject()).getString("id", "");
        switch (event.getString("type")) {
            case "StasisStart" -> {
                if (event.containsKey("replace_channel")) {
                    replaced(event.getJsonObject("replace_channel").getString("id"), id);
                } else {
                    started(
                            id,
                            event.getJsonArray("args").stream()
                                    .map(String::valueOf)
                                    .toList());
                }
            }
            case "ChannelStateChange" -> {
                if (callerOfLeg.containsKey(id)
                        && event.getJsonObject("channel").getString("state").equals("Up")) {
                    legUp(id);
                }
            }
            case "ChannelDestroyed" -> gone(id);
            case "ChannelDtmfReceived" -> digit(id, event.getString("digit"));
            default -> {}
        }
    }

    private void started(String id, List<String> args) {
        String dialled = args.get(0);
        if (dialled.equals("dialed")) {
            ari.rest("POST", "channels/" + id + "/dial", "caller", args.get(1), "timeout", "" + directTimeout);
        } else if (dialled.equals("queue-exit")
                && overflow != null
                && args.get(1).equals("support")) {
            toQueue(id, overflow, false);
        } else if (dialled.equals("queue-exit")) {
            ari.rest("DELETE", "channels/" + id, "reason", "normal");
        } else if (dialled.startsWith("8")) {
            toService(id);
        } else if (dialled.equals("710")) {
            toQueue(id, "sales", false);
        } else if (dialled.startsWith("0")) {
            toDirect(id, dialled);
        } else {
            toQueue(id, QUEUES.getOrDefault(dialled, "support"), true);
        }
    }

    /** An attended transfer: the call goes on with another channel in the place of the old one. */
    private void replaced(String old, String id) {
        Direct call = direct.remove(old);
        direct.put(id, call);
        callerOfLeg.put(call.leg(), id);
    }

    private void toQueue(String id, String queue, boolean answer) {
        if (answer) {
            ari.rest("POST", "channels/" + id + "/answer");
        }
        if (queueTimeout != null) {
            ari.rest("POST", "channels/" + id + "/variable", "variable", "SCC_QTIMEOUT", "value", queueTimeout);
        }
        ari.rest("POST", "channels/" + id + "/continue", "context", "scc-queue", "extension", queue, "priority", "1");
    }

    private void toService(String id) {
        digits.put(id, "");
        ari.rest("POST", "channels/" + id + "/answer");
        ari.rest("POST", "channels/" + id + "/play/pb-" + id, "media", "sound:vm-enter-num-to-call");
    }

    private void digit(String id, String digit) {
        String all = digits.computeIfPresent(id, (any, before) -> before + digit);
        if (all != null && (digit.equals("#") || all.length() >= 2)) {
            digits.remove(id);
            ari.rest("DELETE", "playbacks/pb-" + id);
            ari.rest("POST", "channels/" + id + "/variable", "variable", "SCC_IVR_DIGITS", "value", all);
            toQueue(id, all.startsWith("2") ? "sales" : "support", false);
        }
    }

    private void toDirect(String id, String exten) {
        Direct call = new Direct(id + "-d1", "br-" + id + "-1");
        direct.put(id, call);
        callerOfLeg.put(call.leg(), id);
        ari.rest("POST", "channels/" + id + "/ring");
        ari.rest("POST", "bridges", "type", "mixing", "bridgeId", call.bridge(), "name", "direct-" + exten);
        ari.rest(
                "POST",
                "channels/create",
                "endpoint",
                "PJSIP/" + exten,
                "app",
                "SmartCallCenter",
                "appArgs",
                "dialed," + id,
                "channelId",
                call.leg(),
                "originator",
                id);
    }

    private void legUp(String leg) {
        String caller = callerOfLeg.get(leg);
        ari.rest("POST", "channels/" + caller + "/answer");
        ari.rest("POST", "bridges/" + direct.get(caller).bridge() + "/addChannel", "channel", caller + "," + leg);
    }

    private void gone(String id) {
        String caller = callerOfLeg.remove(id);
        if (direct.containsKey(id)) {
            Direct call = direct.remove(id);
            callerOfLeg.remove(call.leg());
            ari.rest("DELETE", "channels/" + call.leg());
            ari.rest("DELETE", "bridges/" + call.bridge());
        } else if (caller != null && direct.containsKey(caller)) {
            ari.rest("DELETE", "bridges/" + direct.remove(caller).bridge());
            toQueue(caller, "support", true);
        }
    }

    /** Returns when it has done what the events that came so far ask for. */
    void settle() {
        CompletableFuture.runAsync(() -> {}, thread).join();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
