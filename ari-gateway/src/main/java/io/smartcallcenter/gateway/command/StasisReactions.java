package io.smartcallcenter.gateway.command;

import io.smartcallcenter.events.CallEvent.RouteRequested;
import io.smartcallcenter.gateway.ari.AriEvent;
import io.smartcallcenter.gateway.fallback.Decisions;
import io.smartcallcenter.gateway.node.NodeLoop;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Passes what happens to channels in the application to the steps that run on them. On the node's loop. */
final class StasisReactions implements NodeLoop.Reactions {

    private final String app;
    private final Decisions decisions;
    private final QueueSteps queues;
    private final DirectCalls directs;
    private final Prompts prompts;
    private final ServiceFlows flows;

    StasisReactions(
            String app,
            Decisions decisions,
            QueueSteps queues,
            DirectCalls directs,
            Prompts prompts,
            ServiceFlows flows) {
        this.app = app;
        this.decisions = decisions;
        this.queues = queues;
        this.directs = directs;
        this.prompts = prompts;
        this.flows = flows;
    }

    @Override
    public void routeRequested(RouteRequested request, Instant receivedAt) {
        decisions.requested(request, receivedAt);
    }

    @Override
    public void ariEvent(Map<String, Object> message) {
        AriEvent event = new AriEvent(message);
        String channel = event.channelId();
        switch (event.type()) {
            case "StasisStart" -> entered(event, channel);
            case "StasisEnd" -> left(channel);
            case "ChannelStateChange" -> {
                if ("Up".equals(event.text("channel", "state"))) {
                    directs.answered(channel);
                }
            }
            case "Dial" -> {
                if ("ANSWER".equals(event.text("dialstatus"))) {
                    directs.answered(event.text("peer", "id"));
                }
            }
            case "PlaybackFinished" -> {
                prompts.finished(event.text("playback", "id"));
                flows.played(event.text("playback", "id"), event.text("playback", "state"));
            }
            case "ChannelDtmfReceived" -> flows.pressed(channel, event.text("digit"));
            case "RecordingFinished", "RecordingFailed" ->
                flows.recordingEnded(
                        event.text("recording", "name"),
                        event.number("recording", "duration") * 1_000L,
                        event.type().equals("RecordingFinished"));
            case "ChannelDestroyed" -> gone(channel);
            default -> {
                // Facts for the normalizer only.
            }
        }
    }

    /** A decision or a step runs for the channel. */
    boolean knows(String channel) {
        return decisions.knows(channel) || directs.knows(channel) || prompts.knows(channel) || flows.knows(channel);
    }

    /** After a gap in the events: what it may have held is asked for. */
    void resume() {
        directs.resume();
        prompts.resume();
        flows.resume();
    }

    /** The channels are a successor's: their steps end here, without a word to Asterisk. */
    void relinquish() {
        queues.relinquish();
        directs.relinquish();
        prompts.relinquish();
        flows.relinquish();
    }

    private void entered(AriEvent event, String channel) {
        if (!app.equals(event.text("application"))) {
            return;
        }
        if (event.has("replace_channel")) {
            directs.replaced(event.text("replace_channel", "id"), channel);
            return;
        }
        List<String> args = event.args();
        if (args.size() >= 2 && args.get(0).equals("dialed")) {
            directs.legEntered(channel, args.get(1));
        } else if (!args.isEmpty() && args.get(0).equals("queue-exit")) {
            queues.exited(channel, args.size() > 3 ? args.get(3) : "");
        }
    }

    private void left(String channel) {
        decisions.gone(channel);
        prompts.gone(channel);
        flows.gone(channel);
        directs.left(channel);
    }

    private void gone(String channel) {
        decisions.gone(channel);
        prompts.gone(channel);
        flows.gone(channel);
        directs.gone(channel);
    }
}
