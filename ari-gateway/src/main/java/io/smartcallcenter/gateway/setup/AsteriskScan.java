package io.smartcallcenter.gateway.setup;

import io.smartcallcenter.gateway.config.NodeSettings;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The checks of one Asterisk, all within {@link #LONGEST}. */
public final class AsteriskScan {

    static final Duration LONGEST = Duration.ofSeconds(20);

    /** @param checks in the order in which they were made */
    public record Result(List<Check> checks, AsteriskFacts facts) {

        /** Both interfaces can be used. */
        public boolean usable() {
            return checks.stream().noneMatch(check -> check.result() == Check.Result.FAIL && essential(check.name()));
        }

        private static boolean essential(String name) {
            return name.startsWith("ari.") || name.equals("ami.reachable") || name.equals("ami.login");
        }
    }

    private static final Check ARI_ALONE = Check.warn(
            "ami.configured",
            0,
            "no AMI credentials: ARI alone, without queue figures",
            "give AMI username and password of a user of manager.conf");

    private final Vertx vertx;
    private final String fallbackQueue;
    private final Duration one;

    /**
     * @param fallbackQueue where callers go without a decision
     * @param one how long each answer may take
     */
    public AsteriskScan(Vertx vertx, String fallbackQueue, Duration one) {
        this.vertx = vertx;
        this.fallbackQueue = fallbackQueue;
        this.one = one;
    }

    /** Only what {@code connect} needs to know: both interfaces are reached and accept the credentials. */
    public Future<Result> connection(NodeSettings node) {
        return run(node, false);
    }

    public Future<Result> everything(NodeSettings node) {
        return run(node, true);
    }

    private Future<Result> run(NodeSettings node, boolean everything) {
        AriProbe http = new AriProbe(vertx, node.ari(), one);
        AriChecks ari = new AriChecks(http, node.ari());
        Optional<AmiProbe> manager = node.ami().map(endpoint -> new AmiProbe(vertx, endpoint, one));
        Optional<AmiChecks> ami = manager.map(probe ->
                new AmiChecks(probe, node.ami().orElseThrow(), node.ari().app(), fallbackQueue));
        Future<Void> done = ari.connection()
                .compose(usable -> usable ? ari.application() : Future.succeededFuture())
                .compose(next ->
                        everything && ari.version() != null ? ari.modulesAndEndpoints() : Future.succeededFuture())
                .otherwiseEmpty()
                .compose(next -> ami.map(checks -> checked(checks, everything)).orElse(Future.succeededFuture()));
        return within(done).otherwiseEmpty().map(end -> {
            http.close();
            manager.ifPresent(AmiProbe::close);
            return result(node, ari, ami, everything);
        });
    }

    private static Future<Void> checked(AmiChecks ami, boolean everything) {
        return ami.connection().compose(usable -> usable && everything ? detailed(ami) : Future.succeededFuture());
    }

    private static Future<Void> detailed(AmiChecks ami) {
        return ami.privileges()
                .otherwiseEmpty()
                .compose(done -> ami.queuesAndMembers())
                .compose(done -> ami.dialplan());
    }

    private Future<Void> within(Future<Void> done) {
        Promise<Void> limited = Promise.promise();
        long timer = vertx.setTimer(LONGEST.toMillis(), id -> limited.tryFail("the checks took too long"));
        done.onComplete(result -> {
            vertx.cancelTimer(timer);
            limited.tryComplete();
        });
        return limited.future();
    }

    private static Result result(NodeSettings node, AriChecks ari, Optional<AmiChecks> ami, boolean everything) {
        List<Check> checks = new ArrayList<>(ari.checks());
        checks.addAll(ami.map(AmiChecks::checks).orElse(List.of(ARI_ALONE)));
        if (everything) {
            checks.addAll(elsewhere());
        }
        return new Result(
                checks,
                new AsteriskFacts(
                        ari.version(),
                        node.ari().app(),
                        ari.connected(),
                        ari.modules(),
                        ami.map(AmiChecks::queues).orElse(List.of()),
                        ari.endpoints()));
    }

    /** The rest of the checklist is not the gateway's to see. */
    private static List<Check> elsewhere() {
        return List.of(
                Check.skip(
                        "operators",
                        7,
                        "not known to the gateway",
                        "POST /api/setup/operators/migrate, then GET /api/operators"),
                Check.skip("websocket", 8, "not known to the gateway", "open the console, or connect to /ws/v1"),
                Check.skip("test-call", 9, "calls are made by people", "dial a queue's number and watch the console"));
    }
}
