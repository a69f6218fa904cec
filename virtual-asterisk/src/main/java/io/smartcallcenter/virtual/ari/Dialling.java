package io.smartcallcenter.virtual.ari;

import io.smartcallcenter.virtual.channel.CallerId;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.channel.HangupCause;
import io.smartcallcenter.virtual.clock.Timer;
import io.smartcallcenter.virtual.device.Endpoint;
import io.smartcallcenter.virtual.pbx.Pbx;
import io.smartcallcenter.virtual.phone.Phone;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.List;

/** {@code channels/create} and {@code dial}: the direct call of traces 08 and 09. Such a dial has no caller side in any event. */
final class Dialling {

    /** The new leg's own thread enters Stasis a little later: a dial before that is a 409 (REPORT section 3). */
    private static final Duration ENTERS_STASIS_AFTER = Duration.ofMillis(2);

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    private final Pbx pbx;
    private final Applications applications;

    Dialling(Pbx pbx, Applications applications) {
        this.pbx = pbx;
        this.applications = applications;
    }

    AriResponse create(AriRequest request) {
        if (!request.is(HttpMethod.POST)) {
            throw AriError.wrongMethod();
        }
        String resource = request.required("endpoint", "Endpoint must be specified");
        String app = request.required("app", "Application must be specified");
        String id = request.parameter("channelId");
        if (id != null && pbx.channels().get(id) != null) {
            throw AriError.conflict("Channel with given unique ID already exists");
        }
        Channel originator = originator(request);
        Endpoint endpoint = pbx.devices().byInterface(resource);
        if (endpoint == null || !endpoint.registered()) {
            throw AriError.internal("Allocation failed");
        }
        Channel leg = pbx.channels().outgoing(id, endpoint.resource(), endpoint.callerId(), originator);
        String created = applications.json().channel(leg).toString();
        List<String> args = ChannelResource.arguments(request.parameter("appArgs"));
        CallerId caller = ChannelResource.callerOf(originator);
        pbx.clock().after(ENTERS_STASIS_AFTER, () -> {
            if (!leg.gone()) {
                pbx.dialplan().startLeg(leg, app, args);
                pbx.channels().connectedLine(leg, caller);
            }
        });
        return new AriResponse(200, created);
    }

    private Channel originator(AriRequest request) {
        String id = request.parameter("originator");
        if (id == null || id.isEmpty()) {
            return null;
        }
        Channel originator = pbx.channels().get(id);
        if (originator == null) {
            throw AriError.badRequest("Originator channel not found");
        }
        return originator;
    }

    void dial(AriRequest request, Channel leg) {
        if (leg.up() || leg.party() instanceof Phone) {
            throw AriError.conflict("Channel is already dialing or answered");
        }
        String given = request.parameter("timeout", "0");
        if (!given.matches("\\d{1,6}")) {
            throw AriError.badRequest("Invalid timeout");
        }
        Duration timeout = given.equals("0") ? DEFAULT_TIMEOUT : Duration.ofSeconds(Long.parseLong(given));
        pbx.events().dialBegan(null, leg, leg.endpoint());
        Timer noAnswer =
                pbx.clock().after(timeout, () -> pbx.channels().requestHangup(leg, HangupCause.NO_ANSWER, 480));
        Endpoint endpoint = pbx.devices().get(leg.endpoint());
        Phone phone = new Phone(pbx.clock(), pbx.channels(), endpoint.ringPlan(), new Dialled(noAnswer));
        leg.party(phone);
        phone.invited(leg);
    }

    private final class Dialled implements Phone.Dialler {

        private final Timer noAnswer;

        private Dialled(Timer noAnswer) {
            this.noAnswer = noAnswer;
        }

        @Override
        public void rings(Channel leg) {
            pbx.channels().ringing(leg);
            pbx.events().dialRinging(null, leg, "");
            pbx.devices().changed(leg.endpoint());
        }

        @Override
        public void answers(Channel leg) {
            noAnswer.cancel();
            pbx.channels().pickUp(leg);
            pbx.events().dialEnded(null, leg, "ANSWER", "");
            pbx.devices().changed(leg.endpoint());
        }

        @Override
        public void rejects(Channel leg, int sipStatus) {
            noAnswer.cancel();
            pbx.events().dialEnded(null, leg, "BUSY", "");
            pbx.channels().farEndHangup(leg, HangupCause.USER_BUSY, sipStatus);
        }
    }
}
