package io.smartcallcenter.virtual;

import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.device.Endpoint;
import io.smartcallcenter.virtual.pbx.Pbx;
import io.smartcallcenter.virtual.phone.RingPlan;
import io.smartcallcenter.virtual.queue.Conversation;
import java.util.HashMap;
import java.util.Map;

/** The operators and what they do with their phones. What a phone does when it rings is remembered across boots. */
final class Floor {

    private final Map<String, RingPlan> ringPlans = new HashMap<>();

    void booted(Pbx pbx) {
        pbx.devices().all().forEach(phone -> phone.ringPlan(ringPlans.getOrDefault(phone.resource(), RingPlan.IGNORE)));
    }

    void ringPlan(Pbx pbx, String number, RingPlan plan) {
        Endpoint endpoint = pbx.devices().get(number);
        if (endpoint == null) {
            throw new IllegalArgumentException("No operator's phone " + number);
        }
        endpoint.ringPlan(plan);
        ringPlans.put(number, plan);
    }

    boolean blindTransfer(Pbx pbx, String operator, String exten) {
        Channel leg = talking(pbx, operator);
        if (leg == null || !(leg.occupation() instanceof Conversation conversation)) {
            return false;
        }
        Channel caller = conversation.ringing().caller();
        conversation.blindTransfer("internal", exten, () -> pbx.dialplan().enter(caller, "internal", exten));
        return true;
    }

    boolean attendedTransfer(Pbx pbx, String operator) {
        Channel first = null;
        Channel second = null;
        for (Channel line : pbx.devices().get(operator).channels()) {
            if (talks(line) && line.occupation() instanceof Conversation) {
                first = line;
            } else if (talks(line) && pbx.stasis().held(line) != null) {
                second = line;
            }
        }
        if (first == null || second == null) {
            return false;
        }
        pbx.attendedTransfer().begin(first, second);
        return true;
    }

    boolean hold(Pbx pbx, String operator, boolean held) {
        Channel leg = talking(pbx, operator);
        if (leg == null) {
            return false;
        }
        Channel other = leg.bridge().other(leg);
        if (held) {
            pbx.events().held(leg);
            pbx.events().musicStarted(other);
            pbx.devices().publish("PJSIP/" + other.endpoint(), "ONHOLD");
        } else {
            pbx.events().unheld(leg);
            pbx.events().musicStopped(other);
            pbx.devices().publish("PJSIP/" + other.endpoint(), "INUSE");
        }
        return true;
    }

    private static Channel talking(Pbx pbx, String operator) {
        return pbx.devices().get(operator).channels().stream()
                .filter(Floor::talks)
                .findFirst()
                .orElse(null);
    }

    private static boolean talks(Channel line) {
        return line.bridge() != null && line.bridge().channels().size() == 2;
    }
}
