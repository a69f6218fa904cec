package io.smartcallcenter.virtual.ami;

import static io.smartcallcenter.virtual.ami.AmiActions.error;
import static io.smartcallcenter.virtual.ami.AmiActions.success;

import io.smartcallcenter.virtual.pbx.Pbx;
import io.smartcallcenter.virtual.queue.Strategy;
import java.util.function.Consumer;

/** The manager actions that change queues.conf and read it again. */
final class QueueConfigActions {

    private final Pbx pbx;

    QueueConfigActions(Pbx pbx) {
        this.pbx = pbx;
    }

    /** UpdateConfig, as far as it concerns queues: the strategy of one queue of queues.conf. */
    void update(Action action, Consumer<String> out) {
        if (!action.has("SrcFilename") || !action.has("DstFilename")) {
            error(action, "Filename not specified", out);
        } else if (!action.get("SrcFilename").equals("queues.conf")
                || !action.get("Var-000000").equals("strategy")) {
            error(action, "Update did not complete successfully", out);
        } else if (pbx.queues().write(action.get("Cat-000000"), Strategy.of(action.get("Value-000000")))) {
            out.accept(Packet.response("Success", action.id()).end());
        } else {
            error(action, "Given category does not exist", out);
        }
    }

    /** Asterisk says Success for a queue that does not exist, too. */
    void reload(Action action, Consumer<String> out) {
        if (action.isTrue("Parameters")) {
            pbx.queues().reload(action.get("Queue"));
        }
        success(action, "Queue reloaded successfully", out);
    }
}
