package io.smartcallcenter.virtual.control;

import io.smartcallcenter.virtual.VirtualAsterisk;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.device.Endpoint;
import io.smartcallcenter.virtual.pbx.Pbx;
import io.smartcallcenter.virtual.queue.CallQueue;
import io.smartcallcenter.virtual.queue.Member;
import io.smartcallcenter.virtual.queue.Waiting;
import io.smartcallcenter.virtual.scenario.script.ScenarioRun;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What the PBX looks like now, as JSON. */
final class Snapshot {

    private final VirtualAsterisk asterisk;

    Snapshot(VirtualAsterisk asterisk) {
        this.asterisk = asterisk;
    }

    JsonObject state() {
        JsonObject state = new JsonObject()
                .put("up", asterisk.up())
                .put("now", asterisk.now().toString())
                .put("ariPort", asterisk.ariPort())
                .put("amiPort", asterisk.amiPort());
        return asterisk.up() ? asterisk.inside(pbx -> with(state, pbx)) : state;
    }

    private static JsonObject with(JsonObject state, Pbx pbx) {
        JsonArray operators = new JsonArray();
        pbx.devices().all().stream()
                .filter(phone -> !phone.resource().equals("trunk"))
                .forEach(phone -> operators.add(phone(phone)));
        JsonArray queues = new JsonArray();
        pbx.queues().all().forEach(queue -> queues.add(queue(queue)));
        JsonArray channels = new JsonArray();
        pbx.channels().all().forEach(channel -> channels.add(channel(channel)));
        return state.put("operators", operators).put("queues", queues).put("channels", channels);
    }

    private static JsonObject phone(Endpoint phone) {
        return new JsonObject()
                .put("number", phone.resource())
                .put("registered", phone.registered())
                .put("state", phone.state().name());
    }

    private static JsonObject queue(CallQueue queue) {
        JsonArray members = new JsonArray();
        for (Member member : queue.members()) {
            members.add(new JsonObject()
                    .put("interface", member.device())
                    .put("name", member.name())
                    .put("paused", member.paused())
                    .put("pausedReason", member.pausedReason())
                    .put("inCall", member.inCall())
                    .put("callsTaken", member.callsTaken()));
        }
        JsonArray waiting = new JsonArray();
        for (Waiting caller : queue.waiting()) {
            waiting.add(new JsonObject()
                    .put("position", caller.position())
                    .put("uniqueid", caller.channel().id())
                    .put("caller", caller.channel().caller().number())
                    .put("waitS", caller.held()));
        }
        return new JsonObject()
                .put("name", queue.name())
                .put("strategy", queue.settings().strategy().text())
                .put("members", members)
                .put("waiting", waiting);
    }

    private static JsonObject channel(Channel channel) {
        return new JsonObject()
                .put("uniqueid", channel.id())
                .put("linkedid", channel.linkedid())
                .put("name", channel.name())
                .put("state", channel.state().text())
                .put("caller", channel.caller().number())
                .put("application", channel.application())
                .put("context", channel.context())
                .put("exten", channel.exten());
    }

    static JsonObject run(ScenarioRun run) {
        return new JsonObject()
                .put("id", run.id())
                .put("name", run.scenario().name())
                .put("state", run.state().name())
                .put("started", run.started().toString())
                .put("ended", run.ended() == null ? null : run.ended().toString())
                .put("step", run.step())
                .put("steps", run.scenario().steps().size())
                .put("failures", new JsonArray(run.failures()));
    }
}
