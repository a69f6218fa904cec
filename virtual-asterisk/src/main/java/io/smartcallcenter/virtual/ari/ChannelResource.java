package io.smartcallcenter.virtual.ari;

import io.smartcallcenter.virtual.channel.CallerId;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.channel.HangupCause;
import io.smartcallcenter.virtual.dialplan.Stasis;
import io.smartcallcenter.virtual.pbx.Pbx;
import io.vertx.core.http.HttpMethod;
import java.util.List;

/** {@code /ari/channels}. */
final class ChannelResource {

    private static final String INVALID_REASON = "Invalid reason for hangup provided";

    private final Pbx pbx;
    private final Applications applications;
    private final Dialling dialling;
    private final SoundResource sounds;

    ChannelResource(Pbx pbx, Applications applications, SoundResource sounds) {
        this.sounds = sounds;
        this.pbx = pbx;
        this.applications = applications;
        this.dialling = new Dialling(pbx, applications);
    }

    AriResponse handle(AriRequest request) {
        if (request.depth() == 1) {
            if (!request.is(HttpMethod.GET)) {
                throw AriError.wrongMethod();
            }
            JsonText json = applications.json().openList();
            pbx.channels().all().forEach(json::channel);
            return AriResponse.ok(json.closeList());
        }
        if (request.depth() == 2 && request.at(1).equals("create")) {
            return dialling.create(request);
        }
        Channel channel = channel(request.at(1));
        if (request.depth() == 2) {
            return one(request, channel);
        }
        return command(request, channel);
    }

    private Channel channel(String id) {
        Channel channel = pbx.channels().get(id);
        if (channel == null) {
            throw AriError.notFound("Channel not found");
        }
        return channel;
    }

    private AriResponse one(AriRequest request, Channel channel) {
        if (request.is(HttpMethod.GET)) {
            return AriResponse.ok(applications.json().channel(channel));
        }
        if (!request.is(HttpMethod.DELETE)) {
            throw AriError.wrongMethod();
        }
        pbx.channels().requestHangup(channel, cause(request), 0);
        return AriResponse.NO_CONTENT;
    }

    /** The reasons of channels.json; {@code reason_code} is a Q.850 cause and excludes {@code reason}. */
    private static HangupCause cause(AriRequest request) {
        String code = request.parameter("reason_code");
        if (code != null) {
            if (request.parameter("reason") != null || !code.matches("\\d{1,3}")) {
                throw AriError.badRequest(INVALID_REASON);
            }
            return HangupCause.of(Integer.parseInt(code)).orElseThrow(() -> AriError.badRequest(INVALID_REASON));
        }
        return switch (request.parameter("reason", "normal")) {
            case "normal" -> HangupCause.NORMAL_CLEARING;
            case "busy" -> HangupCause.USER_BUSY;
            case "congestion" -> HangupCause.CONGESTION;
            case "no_answer" -> HangupCause.NO_ANSWER;
            case "timeout" -> HangupCause.NO_USER_RESPONSE;
            case "rejected" -> HangupCause.REJECTED;
            case "unallocated" -> HangupCause.UNALLOCATED;
            case "normal_unspecified" -> HangupCause.NORMAL_UNSPECIFIED;
            case "number_incomplete" -> HangupCause.INVALID_NUMBER_FORMAT;
            case "codec_mismatch" -> HangupCause.BEARER_CAPABILITY_UNAVAILABLE;
            case "interworking" -> HangupCause.INTERWORKING;
            case "failure" -> HangupCause.NETWORK_OUT_OF_ORDER;
            case "answered_elsewhere" -> HangupCause.ANSWERED_ELSEWHERE;
            default -> throw AriError.badRequest(INVALID_REASON);
        };
    }

    private AriResponse command(AriRequest request, Channel channel) {
        String command = request.at(2);
        if (command.equals("variable") && request.is(HttpMethod.GET)) {
            return variable(request, channel);
        }
        Stasis.Held held = pbx.stasis().held(channel);
        if (held == null) {
            throw AriError.conflict("Channel not in Stasis application");
        }
        if (!request.is(HttpMethod.POST) && !request.is(HttpMethod.DELETE)) {
            throw AriError.wrongMethod();
        }
        boolean begin = request.is(HttpMethod.POST);
        switch (command) {
            case "answer" -> pbx.channels().answer(channel);
            case "ring" -> pbx.devices().changed(channel.endpoint());
            case "continue" -> leave(request, channel, held);
            case "variable" -> setVariable(request, channel);
            case "dial" -> dialling.dial(request, channel);
            case "hold" -> hold(channel, begin);
            case "moh" -> music(channel, begin);
            case "mute", "silence", "dtmf" -> {
                // Nobody listens to a virtual channel.
            }
            case "play" -> {
                return sounds.play(request, held);
            }
            case "record" -> {
                return sounds.record(request, channel, held);
            }
            default -> throw AriError.notFound("Resource not found");
        }
        return AriResponse.NO_CONTENT;
    }

    private void leave(AriRequest request, Channel channel, Stasis.Held held) {
        String context = request.parameter("context");
        String exten = request.parameter("extension", channel.exten());
        // The answer to the request goes out before the dialplan runs, as the channel's own thread runs it.
        pbx.stasis().release(held, () -> pbx.clock().afterMicros(500, () -> goOn(channel, context, exten)));
    }

    private void goOn(Channel channel, String context, String exten) {
        if (channel.gone()) {
            return;
        }
        if (!channel.dialplan() && context == null) {
            pbx.channels().hangup(channel, HangupCause.NORMAL_CLEARING);
        } else if (context == null) {
            pbx.dialplan().next(channel);
        } else {
            channel.startsDialplan();
            pbx.dialplan().enter(channel, context, exten);
        }
    }

    private AriResponse variable(AriRequest request, Channel channel) {
        String name = request.required("variable", "Variable name is required");
        String value = channel.variables().get(name);
        if (value == null) {
            throw AriError.notFound("Variable Not Found");
        }
        return AriResponse.ok(applications.json().open().with("value", value).close());
    }

    private void setVariable(AriRequest request, Channel channel) {
        String name = request.required("variable", "Variable name is required");
        pbx.channels().variable(channel, name, request.parameter("value", ""));
    }

    private void hold(Channel channel, boolean begin) {
        if (begin) {
            pbx.events().held(channel);
        } else {
            pbx.events().unheld(channel);
        }
    }

    private void music(Channel channel, boolean begin) {
        if (begin) {
            pbx.events().musicStarted(channel);
        } else {
            pbx.events().musicStopped(channel);
        }
    }

    /** {@code originator}: whose call a new leg belongs to. */
    static CallerId callerOf(Channel originator) {
        return originator == null ? CallerId.UNKNOWN : originator.caller();
    }

    static List<String> arguments(String appArgs) {
        return appArgs == null || appArgs.isEmpty() ? List.of() : List.of(appArgs.split(","));
    }
}
