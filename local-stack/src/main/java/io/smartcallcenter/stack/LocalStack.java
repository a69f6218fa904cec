package io.smartcallcenter.stack;

import io.smartcallcenter.embedded.EmbeddedKafka;
import io.smartcallcenter.embedded.EmbeddedMariaDb;
import io.smartcallcenter.embedded.EmbeddedMongo;
import io.smartcallcenter.embedded.JwtIssuer;
import io.smartcallcenter.embedded.Secrets;
import io.smartcallcenter.stack.Ports.Listener;
import io.smartcallcenter.virtual.VirtualAsterisk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The whole suite on this machine: Kafka, MongoDB's protocol, MariaDB and the virtual Asterisk in this JVM or under it, the five
 * services as child processes, and one origin in front of them. Everything listens on 127.0.0.1 only, every secret is made up at
 * the start.
 */
public final class LocalStack implements AutoCloseable {

    private static final long STARTERS_WITHIN_SECONDS = 20;

    private final Options options;
    private final Ports ports;
    private final RunDirectory run;
    private final Backends backends;
    private final PbxAccess pbxAccess = PbxAccess.random();
    private final String password = Secrets.password();
    private final JwtIssuer issuer;
    private final DemoUsers users;
    private final ServiceSettings settings;
    private final Map<Part, ServiceProcess> services = new EnumMap<>(Part.class);
    private final ExecutorService starters = Executors.newCachedThreadPool(LocalStack::daemon);
    private volatile Origin origin;
    private volatile Pbx pbx;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean closing;

    private LocalStack(Options options) {
        this.options = options;
        this.ports = options.ports();
        this.run = RunDirectory.create(options.runDirectory());
        this.backends = new Backends(ports);
        this.issuer = new JwtIssuer(origin() + "/auth");
        this.users = new DemoUsers(issuer, password);
        Path publicKey = run.write("jwt-public-key.pem", issuer.publicKeyPem());
        this.settings = new ServiceSettings(
                options, backends, pbxAccess, publicKey.toUri().toString(), issuer.issuer());
    }

    /**
     * Starts everything and returns when every service is ready.
     *
     * @throws StackFailure in plain words, after whatever had started was stopped again
     */
    public static LocalStack start(Options options) {
        LocalStack stack = prepare(options);
        stack.startAll();
        return stack;
    }

    /** Looks whether everything can start; starts nothing. */
    static LocalStack prepare(Options options) {
        options.ports().requireFree();
        return new LocalStack(options);
    }

    void startAll() {
        BackendsLog.to(run.backendsLog());
        try {
            startParts();
        } catch (CompletionException e) {
            close();
            throw e.getCause() instanceof StackFailure failure
                    ? failure
                    : new StackFailure("The stack does not start: " + e.getCause(), e.getCause());
        }
    }

    /** Each part starts as soon as what it needs is there. */
    private void startParts() {
        CompletableFuture<Void> origins = launch(Part.ORIGIN, this::startOrigin);
        CompletableFuture<Void> kafka = launch(Part.KAFKA, backends::startKafka);
        CompletableFuture<Void> mongo = launch(Part.MONGODB, backends::startMongo);
        CompletableFuture<Void> mariaDb = launch(Part.MARIADB, backends::startMariaDb);
        CompletableFuture<Void> asterisk = after(List.of(mariaDb), Part.ASTERISK, this::startPbx);
        CompletableFuture.allOf(
                        origins,
                        asterisk,
                        startService(Part.ROUTING, kafka),
                        startService(Part.KPI, kafka, mongo),
                        startService(Part.NOTIFICATION, kafka, mongo),
                        startService(Part.GATEWAY, kafka, asterisk),
                        startService(Part.CDR_SYNC, kafka, mongo, mariaDb))
                .join();
    }

    private CompletableFuture<Void> startService(Part part, CompletableFuture<?>... needed) {
        return after(List.of(needed), part, () -> launchService(part));
    }

    private CompletableFuture<Void> after(List<CompletableFuture<?>> needed, Part part, Runnable start) {
        return CompletableFuture.allOf(needed.toArray(CompletableFuture[]::new))
                .thenRunAsync(() -> timed(part, start), starters);
    }

    private CompletableFuture<Void> launch(Part part, Runnable start) {
        return CompletableFuture.runAsync(() -> timed(part, start), starters);
    }

    private void timed(Part part, Runnable start) {
        if (closing) {
            throw new StackFailure("Stopped while starting");
        }
        options.progress().starting(part);
        long begin = System.nanoTime();
        start.run();
        options.progress().ready(part, Duration.ofNanos(System.nanoTime() - begin));
    }

    private void startOrigin() {
        origin = new Origin(ports, users, issuer);
        origin.start();
    }

    private void startPbx() {
        pbx = Pbx.start(ports, pbxAccess, backends.mariaDb());
    }

    private void launchService(Part part) {
        ServiceProcess service = new ServiceProcess(
                part,
                options.home().resolve(part.title()).resolve("target/quarkus-app/quarkus-run.jar"),
                run.log(part),
                ports.of(ServiceSettings.management(part)),
                options.jvmArguments(),
                settings.of(part));
        synchronized (services) {
            if (closing) {
                throw new StackFailure("Stopped while starting");
            }
            service.launch();
            services.put(part, service);
        }
        service.onUnexpectedExit(code -> options.progress().ended(part, "exit code " + code));
        service.awaitReady();
    }

    /** The public address, such as {@code http://localhost:8080}. */
    public String origin() {
        return "http://localhost:" + ports.of(Listener.ORIGIN);
    }

    /** The password of the demo users of this start. */
    public String password() {
        return password;
    }

    /** A bearer token of the demo user with this role. */
    public String token(String role) {
        return users.token(role);
    }

    /** A small call centre at work, until the stack is closed. */
    public void playTestCalls() {
        pbx.playTestCalls();
    }

    public VirtualAsterisk virtualAsterisk() {
        return pbx.asterisk();
    }

    public EmbeddedKafka kafka() {
        return backends.kafka();
    }

    public EmbeddedMongo mongo() {
        return backends.mongo();
    }

    public EmbeddedMariaDb mariaDb() {
        return backends.mariaDb();
    }

    /** Health and metrics of a service, such as {@code http://127.0.0.1:9081}. */
    public String management(String service) {
        return "http://127.0.0.1:" + ports.of(ServiceSettings.management(Part.of(service)));
    }

    /** The log file of a service. */
    public Path log(String service) {
        return run.log(Part.of(service));
    }

    /** The log file of the parts inside this JVM. */
    Path backendsLog() {
        return run.backendsLog();
    }

    /** The process of a service. */
    public long pid(String service) {
        return service(Part.of(service)).pid();
    }

    /** Ends a part in order: a service, or {@code kafka}. */
    public void stop(String part) {
        if (Part.of(part) == Part.KAFKA) {
            backends.kafka().stop();
            return;
        }
        ServiceProcess service = service(Part.of(part));
        service.stop();
        service.awaitStopped();
    }

    /** Ends a service at once, as a crash would ({@code kill -9}). */
    public void kill(String part) {
        ServiceProcess service = service(Part.of(part));
        service.kill();
        service.awaitStopped();
    }

    /** Starts a part again that was stopped or killed, and waits until it is ready. */
    public void start(String part) {
        if (Part.of(part) == Part.KAFKA) {
            backends.kafka().start();
        } else {
            launchService(Part.of(part));
        }
    }

    private ServiceProcess service(Part part) {
        synchronized (services) {
            ServiceProcess service = services.get(part);
            if (service == null) {
                throw new IllegalArgumentException(part.key() + " is no service that was started");
            }
            return service;
        }
    }

    /** Ends everything, the services first. No process and no port is left. Whoever calls it again waits until that is so. */
    @Override
    public void close() {
        closing = true;
        synchronized (closed) {
            if (!closed.getAndSet(true)) {
                closeAll();
            }
        }
    }

    private void closeAll() {
        List<ServiceProcess> running;
        synchronized (services) {
            running = List.copyOf(services.values());
        }
        running.forEach(ServiceProcess::stop);
        running.forEach(ServiceProcess::awaitStopped);
        awaitStarters();
        Closing.each(pbx, origin, backends, run);
    }

    /** A backend in the middle of its start is let start, then ended with the others. */
    private void awaitStarters() {
        starters.shutdown();
        try {
            if (!starters.awaitTermination(STARTERS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                starters.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "local-stack-start");
        thread.setDaemon(true);
        return thread;
    }
}
