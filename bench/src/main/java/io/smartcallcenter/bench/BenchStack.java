package io.smartcallcenter.bench;

import io.smartcallcenter.embedded.Secrets;
import io.smartcallcenter.stack.LocalStack;
import io.smartcallcenter.stack.Options;
import io.smartcallcenter.stack.Part;
import io.smartcallcenter.virtual.StandardQueues;
import io.smartcallcenter.virtual.VirtualAsterisk;
import io.smartcallcenter.virtual.phone.RingPlan;
import io.smartcallcenter.virtual.phone.RingPlan.Reaction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Gateway, Kafka and routing service of a local stack, with a virtual Asterisk of its own: enough queues and operators that no
 * caller waits long. The other services are stopped: they are not between a caller and the decision.
 */
final class BenchStack implements AutoCloseable {

    /** Where the gateway sends callers without a decision; the benchmark's number plan leads no number there. */
    static final String DEFAULT_QUEUE = "support";

    private static final int QUEUES = 16;
    private static final int OPERATORS_PER_QUEUE = 60;
    private static final Duration RING = Duration.ofMillis(100);
    private static final List<String> JVM = List.of("-Xms256m", "-Xmx512m");
    private static final List<String> NOT_NEEDED = List.of("kpi", "cdr-sync", "notification");

    private final VirtualAsterisk asterisk;
    private final LocalStack stack;
    private final DecisionProbe probe = new DecisionProbe(DEFAULT_QUEUE);

    private BenchStack(VirtualAsterisk asterisk, LocalStack stack) {
        this.asterisk = asterisk;
        this.stack = stack;
        asterisk.operators(RingPlan.always(Reaction.answer(RING)));
        asterisk.inside(pbx -> {
            pbx.bus().also(probe);
            return null;
        });
    }

    static BenchStack start(Path runDirectory) {
        String ari = Secrets.password();
        String ami = Secrets.password();
        VirtualAsterisk asterisk = VirtualAsterisk.start(io.smartcallcenter.virtual.Options.with(ari, ami)
                .operators(operators())
                .queues(StandardQueues.forLoad(QUEUES, OPERATORS_PER_QUEUE)));
        try {
            return new BenchStack(asterisk, startServices(asterisk, ari, ami, runDirectory));
        } catch (RuntimeException failed) {
            asterisk.close();
            throw failed;
        }
    }

    private static LocalStack startServices(VirtualAsterisk asterisk, String ari, String ami, Path runDirectory) {
        Options options = Options.test(runDirectory).withJvmArguments(JVM);
        Path rules = options.home().resolve("bench/rules.yaml");
        LocalStack stack = LocalStack.start(
                options.withSetting(Part.GATEWAY, "SCC_ASTERISK_ARI_URL", "http://127.0.0.1:" + asterisk.ariPort())
                        .withSetting(Part.GATEWAY, "SCC_ASTERISK_ARI_PASSWORD", ari)
                        .withSetting(Part.GATEWAY, "SCC_ASTERISK_AMI_PORT", Integer.toString(asterisk.amiPort()))
                        .withSetting(Part.GATEWAY, "SCC_ASTERISK_AMI_PASSWORD", ami)
                        .withSetting(Part.GATEWAY, "SCC_FALLBACK_QUEUE", DEFAULT_QUEUE)
                        .withSetting(Part.ROUTING, "SCC_ROUTING_RULES", rules.toString()));
        NOT_NEEDED.forEach(stack::stop);
        return stack;
    }

    private static List<String> operators() {
        List<String> numbers = new ArrayList<>(List.of("0001", "0002", "0003", "0004"));
        IntStream.range(0, QUEUES * OPERATORS_PER_QUEUE)
                .mapToObj(StandardQueues::loadOperator)
                .forEach(numbers::add);
        return numbers;
    }

    /** One number per queue of the load, as in {@code bench/rules.yaml}. */
    static List<String> numbers() {
        return IntStream.range(0, QUEUES)
                .mapToObj(queue -> Integer.toString(900 + queue))
                .toList();
    }

    VirtualAsterisk asterisk() {
        return asterisk;
    }

    DecisionProbe probe() {
        return probe;
    }

    String gatewayManagement() {
        return stack.management("gateway");
    }

    /** CPU time of a service since its start. */
    Duration cpu(String service) {
        return ProcessHandle.of(stack.pid(service))
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        stack.close();
        asterisk.close();
    }
}
