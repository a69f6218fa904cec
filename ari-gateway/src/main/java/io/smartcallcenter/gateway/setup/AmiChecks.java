package io.smartcallcenter.gateway.setup;

import io.smartcallcenter.gateway.ami.AmiAction;
import io.smartcallcenter.gateway.ami.AmiEndpoint;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the AMI tells: reachable, login, privileges, timestamps, queues, and the dialplan's way into the application. */
final class AmiChecks {

    private static final Duration EVENT_PATIENCE = Duration.ofSeconds(1);

    /** Without their arguments these do nothing, and still tell whether the user may send them. */
    private static final List<String> HARMLESS = List.of("QueuePause", "QueueAdd", "QueueRemove");

    private final AmiProbe probe;
    private final AmiEndpoint endpoint;
    private final String application;
    private final String fallbackQueue;
    private final List<Check> checks = new ArrayList<>();
    private final Map<String, AsteriskFacts.Queue> queues = new LinkedHashMap<>();

    AmiChecks(AmiProbe probe, AmiEndpoint endpoint, String application, String fallbackQueue) {
        this.probe = probe;
        this.endpoint = endpoint;
        this.application = application;
        this.fallbackQueue = fallbackQueue;
    }

    List<Check> checks() {
        return checks;
    }

    List<AsteriskFacts.Queue> queues() {
        return List.copyOf(queues.values());
    }

    /** Whether the AMI can be used: true if it makes sense to go on. */
    Future<Boolean> connection() {
        return probe.login()
                .map(done -> {
                    checks.add(Check.pass("ami.reachable", 5, endpoint + " answers"));
                    checks.add(Check.pass("ami.login", 5, "the user is known"));
                    return true;
                })
                .otherwise(this::notConnected)
                .compose(connected -> connected ? booted() : Future.succeededFuture(false));
    }

    private boolean notConnected(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        boolean refused = message.startsWith("Login:") || message.startsWith("Challenge:");
        checks.add(
                refused
                        ? Check.fail(
                                "ami.login",
                                5,
                                "user name or secret is refused",
                                "create the user in manager.conf with secret, read = call,agent,system and"
                                        + " write = agent,reporting, and permit this host")
                        : Check.fail(
                                "ami.reachable",
                                5,
                                endpoint + " is not reached",
                                "check host and port, and enabled = yes and bindaddr in manager.conf"));
        return false;
    }

    private Future<Boolean> booted() {
        return probe.booted()
                .map(done -> checks.add(Check.pass("ami.read", 5, "Asterisk is booted, system events are read")))
                .otherwise(failure -> checks.add(Check.fail(
                        "ami.read",
                        5,
                        "no FullyBooted event: Asterisk boots, or the user may not read system",
                        "read = call,agent,system for the user in manager.conf")))
                .map(true);
    }

    Future<Void> privileges() {
        Set<String> denied = new TreeSet<>();
        Future<?> asked = Future.succeededFuture();
        for (String action : HARMLESS) {
            asked = asked.compose(done -> probe.refusal(AmiAction.of(action)))
                    .onSuccess(refusal -> note(denied, action, refusal));
        }
        return asked.compose(done -> probe.refusal(AmiAction.of("CoreShowChannels")))
                .onSuccess(refusal -> note(denied, "CoreShowChannels", refusal))
                .onSuccess(done -> checks.add(
                        denied.isEmpty()
                                ? Check.pass("ami.write", 5, "the user may send what the gateway sends")
                                : Check.fail(
                                        "ami.write",
                                        5,
                                        "the user may not send " + String.join(", ", denied),
                                        "write = agent,reporting for the user in manager.conf")))
                .compose(done -> probe.timestamps(EVENT_PATIENCE))
                .onSuccess(stamped -> checks.add(timestamps(stamped)))
                .mapEmpty();
    }

    private static void note(Set<String> denied, String action, String refusal) {
        if (refusal.contains("Permission denied")) {
            denied.add(action);
        }
    }

    private static Check timestamps(Boolean stamped) {
        String fix = "set timestampevents = yes in the [general] section of manager.conf";
        if (stamped == null) {
            return Check.skip(
                    "ami.timestampevents", 0, "no event came while we listened", fix + ", and try with a call");
        }
        return stamped
                ? Check.pass("ami.timestampevents", 0, "events carry Asterisk's time")
                : Check.fail(
                        "ami.timestampevents",
                        0,
                        "events carry no Timestamp: waits would be measured by our clock",
                        fix);
    }

    Future<Void> queuesAndMembers() {
        return probe.list(AmiAction.of("QueueStatus"))
                .onSuccess(this::queues)
                .otherwise(failure -> {
                    checks.add(Check.fail(
                            "queues",
                            3,
                            "the queues cannot be read",
                            "write = agent,reporting for the user in manager.conf"));
                    return List.of();
                })
                .mapEmpty();
    }

    private void queues(List<Map<String, String>> packets) {
        packets.stream()
                .filter(packet -> "QueueParams".equals(packet.get("Event")))
                .forEach(packet -> queues.put(
                        packet.getOrDefault("Queue", ""),
                        new AsteriskFacts.Queue(
                                packet.getOrDefault("Queue", ""),
                                packet.getOrDefault("Strategy", ""),
                                members(packets, packet.get("Queue")))));
        checks.add(
                queues.containsKey(fallbackQueue)
                        ? Check.pass("queues.fallback", 3, "the default queue " + fallbackQueue + " exists")
                        : Check.fail(
                                "queues.fallback",
                                3,
                                "the default queue " + fallbackQueue + " does not exist",
                                "create it in queues.conf, or name another one in scc.fallback.queue and in the dialplan"));
        Set<String> others = named(queue -> !queue.strategy().equals("leastrecent"));
        checks.add(
                others.isEmpty()
                        ? Check.pass("queues.strategy", 3, queues.size() + " queues, all leastrecent")
                        : Check.warn(
                                "queues.strategy",
                                3,
                                "not leastrecent: " + String.join(", ", others),
                                "leastrecent with autopause spreads calls evenly; other strategies are right for tiers or VIPs"));
        Set<String> empty = named(queue -> queue.members().isEmpty());
        if (!empty.isEmpty()) {
            checks.add(Check.warn(
                    "queues.members",
                    3,
                    "nobody is a member of " + String.join(", ", empty),
                    "add members in queues.conf, or let operators log in"));
        }
    }

    private Set<String> named(Predicate<AsteriskFacts.Queue> which) {
        return queues.values().stream()
                .filter(which)
                .map(AsteriskFacts.Queue::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> members(List<Map<String, String>> packets, String queue) {
        return packets.stream()
                .filter(packet -> "QueueMember".equals(packet.get("Event")) && queue.equals(packet.get("Queue")))
                .map(packet -> packet.getOrDefault("Location", ""))
                .toList();
    }

    /** The dialplan leads into the application; only Asterisk's own list tells, and not every user may read it. */
    Future<Void> dialplan() {
        return probe.list(AmiAction.of("ShowDialPlan"))
                .map(steps -> checks.add(dialplan(steps)))
                .otherwise(failure -> checks.add(Check.skip(
                        "dialplan.stasis",
                        1,
                        "the dialplan cannot be read",
                        "`dialplan show internal` must show Stasis(" + application + ",${EXTEN})")))
                .mapEmpty();
    }

    private Check dialplan(List<Map<String, String>> steps) {
        boolean there = steps.stream()
                .anyMatch(step -> "Stasis".equals(step.get("Application"))
                        && step.getOrDefault("AppData", "").startsWith(application));
        return there
                ? Check.pass("dialplan.stasis", 1, "the dialplan leads into " + application)
                : Check.fail(
                        "dialplan.stasis",
                        1,
                        "no extension leads into " + application,
                        "include deploy/asterisk/conf/extensions.conf");
    }
}
