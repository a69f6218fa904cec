package io.smartcallcenter.virtual.queue;

import io.smartcallcenter.virtual.astdb.AstDb;
import io.smartcallcenter.virtual.astdb.SavedMember;
import io.smartcallcenter.virtual.bridge.Bridges;
import io.smartcallcenter.virtual.channel.Channel;
import io.smartcallcenter.virtual.channel.Channels;
import io.smartcallcenter.virtual.clock.VirtualClock;
import io.smartcallcenter.virtual.device.Devices;
import io.smartcallcenter.virtual.device.Endpoint;
import io.smartcallcenter.virtual.pbx.PbxEvents;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** app_queue: the queues, their members' states, and the Queue() application. */
public final class Queues {

    private final Map<String, CallQueue> byName = new LinkedHashMap<>();
    private final Map<String, QueueSettings> file = new LinkedHashMap<>();
    private final Map<String, List<CallQueue>> byDevice = new LinkedHashMap<>();
    private final Map<String, List<Membership>> byStateInterface = new LinkedHashMap<>();
    private final VirtualClock clock;
    private final PbxEvents events;
    private final Devices devices;
    private final Channels channels;
    private final Bridges bridges;
    private final AstDb astDb;
    private final QueueVariables variables;

    private Consumer<Channel> dialplan = channel -> {};

    private record Membership(CallQueue queue, Member member) {}

    public Queues(
            VirtualClock clock, PbxEvents events, Devices devices, Channels channels, Bridges bridges, AstDb astDb) {
        this.astDb = astDb;
        this.clock = clock;
        this.events = events;
        this.devices = devices;
        this.channels = channels;
        this.bridges = bridges;
        this.variables = new QueueVariables(channels);
        devices.watchedBy(this::deviceChanged);
    }

    public void configure(QueueSettings settings) {
        CallQueue queue = new CallQueue(settings);
        byName.put(settings.name(), queue);
        file.put(settings.name(), settings);
        for (QueueSettings.StaticMember member : settings.members()) {
            add(queue, member.device(), member.name(), member.penalty(), false);
        }
        // Dynamic members come back with their pause, static ones without (trace 18).
        for (SavedMember saved : astDb.members(settings.name())) {
            Member member = add(queue, saved.device(), saved.name(), saved.penalty(), true);
            member.pause(saved.paused(), saved.pausedReason(), clock.seconds());
            member.ringinuse(saved.ringinuse());
        }
    }

    /** AMI UpdateConfig of queues.conf; false when the file has no such queue. It holds after a reload. */
    public boolean write(String queue, Strategy strategy) {
        return file.computeIfPresent(queue, (name, settings) -> settings.withStrategy(strategy)) != null;
    }

    /** AMI QueueReload of the parameters; an empty name means all queues. */
    public void reload(String queueName) {
        byName.forEach((name, queue) -> {
            if (queueName.isEmpty() || queueName.equals(name)) {
                queue.reload(file.get(name));
            }
        });
    }

    private void save(CallQueue queue, Member member) {
        if (member.dynamic()) {
            astDb.save(
                    queue.name(),
                    new SavedMember(
                            member.device(),
                            member.name(),
                            member.penalty(),
                            member.paused(),
                            member.pausedReason(),
                            member.ringinuse()));
        }
    }

    public CallQueue get(String name) {
        return byName.get(name);
    }

    public Collection<CallQueue> all() {
        return byName.values();
    }

    /** Runs Queue(); {@code ended} hears of a caller who is still there. Timeout in seconds, 0 for none. */
    public void enter(Channel caller, CallQueue queue, int timeout, BiConsumer<Channel, QueueExit> ended) {
        variables.entering(caller);
        new Waiting(this, caller, queue, timeout, ended).begin();
    }

    private Member add(CallQueue queue, String device, String name, int penalty, boolean dynamic) {
        Member member = new Member(devices.byInterface(device), device, name, penalty, dynamic, clock.seconds());
        queue.add(member);
        byDevice.computeIfAbsent(device, any -> new ArrayList<>(4)).add(queue);
        byStateInterface
                .computeIfAbsent(member.stateInterface(), any -> new ArrayList<>(4))
                .add(new Membership(queue, member));
        return member;
    }

    /** AMI QueueAdd; false when the interface is already in the queue. */
    public boolean addDynamic(CallQueue queue, String device, String name, int penalty, boolean paused, String reason) {
        if (queue.member(device) != null) {
            return false;
        }
        Member member = add(queue, device, name, penalty, true);
        member.pause(paused, reason, clock.seconds());
        save(queue, member);
        devices.publish(pauseDevice(queue, member), paused ? "INUSE" : "NOT_INUSE");
        events.memberAdded(queue, member);
        return true;
    }

    /** AMI QueueRemove; false when it is not there. A call that it talks on goes on. */
    public boolean remove(CallQueue queue, String device) {
        Member member = queue.member(device);
        if (member == null) {
            return false;
        }
        queue.members().remove(member);
        astDb.forget(queue.name(), device);
        byDevice.getOrDefault(device, List.of()).remove(queue);
        byStateInterface.get(member.stateInterface()).remove(new Membership(queue, member));
        events.memberRemoved(queue, member);
        return true;
    }

    /** AMI QueuePause; {@code queueName} null means all queues. Returns how many memberships were found. */
    public int pause(String queueName, String device, boolean paused, String reason) {
        List<CallQueue> found = new ArrayList<>();
        for (CallQueue queue : byDevice.getOrDefault(device, List.of())) {
            if (queueName == null || queue.name().equals(queueName)) {
                found.add(queue);
            }
        }
        if (queueName == null && !found.isEmpty()) {
            events.memberPausedEverywhere(found.get(0).member(device), paused, paused ? reason : "");
        }
        for (CallQueue queue : found) {
            pause(queue, queue.member(device), paused, reason);
        }
        return found.size();
    }

    void pause(CallQueue queue, Member member, boolean paused, String reason) {
        member.pause(paused, reason, clock.seconds());
        save(queue, member);
        devices.publish(pauseDevice(queue, member), paused ? "INUSE" : "NOT_INUSE");
        if (!paused) {
            publishAvailable(queue);
        }
        events.memberPaused(queue, member);
    }

    public void penalty(CallQueue queue, Member member, int penalty) {
        member.penalty(penalty);
        save(queue, member);
        events.memberPenaltyChanged(queue, member);
    }

    public void ringinuse(CallQueue queue, Member member, boolean ringinuse) {
        member.ringinuse(ringinuse);
        save(queue, member);
        events.memberRinginuseChanged(queue, member);
    }

    private static String pauseDevice(CallQueue queue, Member member) {
        return "Queue:" + queue.name() + "_pause_" + member.device();
    }

    private void deviceChanged(Endpoint endpoint) {
        for (Membership each : byStateInterface.getOrDefault(endpoint.device(), List.of())) {
            publishAvailable(each.queue());
            events.memberStatusChanged(each.queue(), each.member());
        }
    }

    private void publishAvailable(CallQueue queue) {
        devices.publishAvailable("Queue:" + queue.name() + "_avail", queue.availableMembers(clock.seconds()) > 0);
    }

    /** The queue's own device: ringing while someone waits. */
    void publishWaiting(CallQueue queue) {
        devices.publish("Queue:" + queue.name(), queue.waiting().isEmpty() ? "NOT_INUSE" : "RINGING");
    }

    /** Where the second end of a Local channel goes. */
    public void runningLocalChannelsIn(Consumer<Channel> runner) {
        dialplan = runner;
    }

    void run(Channel localEnd) {
        dialplan.accept(localEnd);
    }

    VirtualClock clock() {
        return clock;
    }

    PbxEvents events() {
        return events;
    }

    QueueVariables variables() {
        return variables;
    }

    Devices devices() {
        return devices;
    }

    Channels channels() {
        return channels;
    }

    Bridges bridges() {
        return bridges;
    }
}
