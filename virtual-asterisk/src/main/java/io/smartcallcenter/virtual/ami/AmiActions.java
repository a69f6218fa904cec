package io.smartcallcenter.virtual.ami;

import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.channel.HangupCause;
import io.smartcallcenter.virtual.pbx.Pbx;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Consumer;

/** What a logged-in client can ask for. Messages are those of Asterisk's manager. */
final class AmiActions {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private final Pbx pbx;
    private final QueueActions queues;
    private final QueueConfigActions queueConfig;

    AmiActions(Pbx pbx) {
        this.pbx = pbx;
        this.queues = new QueueActions(pbx);
        this.queueConfig = new QueueConfigActions(pbx);
    }

    void run(String name, Action action, Consumer<String> out) {
        switch (name) {
            case "ping" ->
                out.accept(Packet.response("Success", action.id())
                        .with("Ping", "Pong")
                        .with("Timestamp", micros(pbx.clock().now()))
                        .end());
            case "corestatus" -> coreStatus(action, out);
            case "coresettings" -> coreSettings(action, out);
            case "coreshowchannels" -> coreShowChannels(action, out);
            case "hangup" -> hangup(action, out);
            case "redirect" -> redirect(action, out);
            case "getvar" -> getVariable(action, out);
            case "setvar" -> setVariable(action, out);
            case "queuestatus" -> queues.status(action, out);
            case "queuesummary" -> queues.summary(action, out);
            case "queuepause" -> queues.pause(action, out);
            case "queueadd" -> queues.add(action, out);
            case "queueremove" -> queues.remove(action, out);
            case "queuepenalty" -> queues.penalty(action, out);
            case "queuememberringinuse" -> queues.ringinuse(action, out);
            case "queuereload" -> queueConfig.reload(action, out);
            case "updateconfig" -> queueConfig.update(action, out);
            case "queuewithdrawcaller" -> queues.withdraw(action, out);
            default ->
                error(
                        action,
                        "Invalid/unknown command: " + action.name()
                                + ". Use Action: ListCommands to show available commands.",
                        out);
        }
    }

    static void success(Action action, String message, Consumer<String> out) {
        out.accept(
                Packet.response("Success", action.id()).with("Message", message).end());
    }

    static void error(Action action, String message, Consumer<String> out) {
        out.accept(
                Packet.response("Error", action.id()).with("Message", message).end());
    }

    static void listStart(Action action, String message, Consumer<String> out) {
        out.accept(Packet.response("Success", action.id())
                .with("EventList", "start")
                .with("Message", message)
                .end());
    }

    static void listEnd(Action action, String event, int items, Consumer<String> out) {
        Packet packet = identified(Packet.listItem(event), action);
        out.accept(packet.with("EventList", "Complete").with("ListItems", items).end());
    }

    static Packet identified(Packet packet, Action action) {
        return action.id() == null ? packet : packet.with("ActionID", action.id());
    }

    private static String micros(long micros) {
        StringBuilder text = new StringBuilder();
        io.smartcallcenter.virtual.clock.Timestamps.ami(text, micros);
        return text.toString();
    }

    private void coreStatus(Action action, Consumer<String> out) {
        Instant started = Instant.ofEpochSecond(pbx.started() / 1_000_000);
        out.accept(Packet.response("Success", action.id())
                .with("CoreStartupDate", DATE.format(started))
                .with("CoreStartupTime", TIME.format(started))
                .with("CoreReloadDate", DATE.format(started))
                .with("CoreReloadTime", TIME.format(started))
                .with(
                        "CoreCurrentCalls",
                        pbx.channels().all().stream().filter(Channel::dialplan).count())
                .end());
    }

    private void coreSettings(Action action, Consumer<String> out) {
        out.accept(Packet.response("Success", action.id())
                .with("AMIversion", "11.0.0")
                .with("AsteriskVersion", Pbx.VERSION)
                .with("SystemName", "")
                .with("CoreMaxCalls", 0)
                .with("CoreMaxLoadAvg", "0.000000")
                .with("CoreRunUser", "")
                .with("CoreRunGroup", "")
                .with("CoreMaxFilehandles", 0)
                .with("CoreRealTimeEnabled", "No")
                .with("CoreCDRenabled", "Yes")
                .with("CoreHTTPenabled", "Yes")
                .with("SoundsSearchCustomDir", "No")
                .end());
    }

    private void coreShowChannels(Action action, Consumer<String> out) {
        listStart(action, "Channels will follow", out);
        int items = 0;
        for (Channel channel : pbx.channels().all()) {
            items++;
            long seconds = (pbx.clock().now() - channel.created()) / 1_000_000;
            out.accept(identified(Packet.listItem("CoreShowChannel"), action)
                    .channel(channel)
                    .with("Application", channel.application())
                    .with("ApplicationData", channel.applicationData())
                    .with("Duration", "%02d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60))
                    .with(
                            "BridgeId",
                            channel.bridge() == null ? "" : channel.bridge().id())
                    .end());
        }
        listEnd(action, "CoreShowChannelsComplete", items, out);
    }

    private void hangup(Action action, Consumer<String> out) {
        Channel channel = channel(action, out);
        if (channel != null) {
            success(action, "Channel Hungup", out);
            pbx.channels().requestHangup(channel, HangupCause.NORMAL_CLEARING, 0);
        }
    }

    private void redirect(Action action, Consumer<String> out) {
        for (String field : List.of("Channel", "Context", "Exten", "Priority")) {
            if (!action.has(field)) {
                error(action, field + " not specified", out);
                return;
            }
        }
        Channel channel = pbx.channels().find(action.get("Channel"));
        if (channel == null) {
            error(action, "Channel does not exist: " + action.get("Channel"), out);
        } else if (pbx.dialplan().redirect(channel, action.get("Context"), action.get("Exten"))) {
            success(action, "Redirect successful", out);
        } else {
            error(action, "Redirect failed", out);
        }
    }

    private void getVariable(Action action, Consumer<String> out) {
        Channel channel = channel(action, out);
        if (channel != null) {
            String variable = action.get("Variable");
            out.accept(Packet.response("Success", action.id())
                    .with("Variable", variable)
                    .with("Value", channel.variables().getOrDefault(variable, ""))
                    .end());
        }
    }

    private void setVariable(Action action, Consumer<String> out) {
        Channel channel = channel(action, out);
        if (channel != null) {
            pbx.channels().variable(channel, action.get("Variable"), action.get("Value"));
            success(action, "Variable Set", out);
        }
    }

    private Channel channel(Action action, Consumer<String> out) {
        if (!action.has("Channel")) {
            error(action, "No channel specified", out);
            return null;
        }
        Channel channel = pbx.channels().find(action.get("Channel"));
        if (channel == null) {
            error(action, "No such channel", out);
        }
        return channel;
    }
}
