package io.smartcallcenter.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One instance of each backend for all tests of a JVM. {@code -Dtest.backends} chooses: {@code embedded} (default), {@code
 * external} (the addresses are given in TEST_KAFKA, TEST_MONGODB and TEST_MARIADB), {@code auto} (external where given).
 *
 * <p>Quarkus loads tests, test resources and the application by different class loaders that come and go. The backends live in
 * the one that stays, the system class loader, and only strings pass between.
 */
public final class SharedBackends {

    private static EmbeddedKafka kafka;
    private static EmbeddedMongo mongo;
    private static EmbeddedMariaDb mariaDb;
    private static JwtIssuer jwt;
    private static Path publicKey;

    private SharedBackends() {}

    /** Asks the one instance of this class that all tests of the JVM share. */
    @SuppressWarnings("unchecked")
    static <T> T shared(String method, Object... arguments) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader system = ClassLoader.getSystemClassLoader();
        thread.setContextClassLoader(system);
        try {
            Class<?>[] types = Arrays.stream(arguments).map(Object::getClass).toArray(Class<?>[]::new);
            return (T) Class.forName(SharedBackends.class.getName(), true, system)
                    .getMethod(method, types)
                    .invoke(null, arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The shared backend '" + method + "' cannot be had", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** {@code bootstrap.servers}. */
    public static synchronized String kafka() {
        String external = external("TEST_KAFKA");
        if (external != null) {
            return external;
        }
        if (kafka == null) {
            kafka = EmbeddedKafka.start(0);
            closeAtExit(kafka::close);
        }
        return kafka.bootstrapServers();
    }

    /** The connection string. */
    public static synchronized String mongo() {
        String external = external("TEST_MONGODB");
        if (external != null) {
            return external;
        }
        if (mongo == null) {
            mongo = EmbeddedMongo.start(0);
        }
        return mongo.connectionString();
    }

    /** {@code mysql://user:password@host:port/database}. */
    public static synchronized String mariaDb() {
        String external = external("TEST_MARIADB");
        if (external != null) {
            return external;
        }
        if (mariaDb == null) {
            mariaDb = EmbeddedMariaDb.start(0);
            closeAtExit(mariaDb::close);
        }
        return "mysql://" + mariaDb.username() + ":" + mariaDb.password() + "@" + mariaDb.host() + ":" + mariaDb.port()
                + "/" + mariaDb.database();
    }

    /** The keys of the configuration that a service needs to accept {@link TestTokens}. */
    public static synchronized Map<String, String> jwt() {
        if (publicKey == null) {
            try {
                Path directory = TemporaryDirectory.create("scc-jwt");
                closeAtExit(() -> TemporaryDirectory.delete(directory));
                publicKey = directory.resolve("public.pem");
                Files.writeString(publicKey, issuer().publicKeyPem());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new TreeMap<>(Map.of(
                "scc.jwt.public-key-location", publicKey.toUri().toString(),
                "scc.jwt.issuer", issuer().issuer()));
    }

    /** A token for these roles, separated by commas. */
    public static synchronized String token(String subject, String roles, String operator) {
        Map<String, Object> claims = operator.isEmpty() ? Map.of() : Map.of("operator", operator);
        return issuer().token(subject, Arrays.asList(roles.split(",")), Duration.ofHours(1), claims);
    }

    private static void closeAtExit(Runnable close) {
        Runtime.getRuntime().addShutdownHook(new Thread(close, "shared-backend-stop"));
    }

    private static JwtIssuer issuer() {
        if (jwt == null) {
            jwt = new JwtIssuer("https://issuer.test");
        }
        return jwt;
    }

    private static String external(String variable) {
        String mode = System.getProperty("test.backends", "embedded").toLowerCase(Locale.ROOT);
        String address = System.getenv(variable);
        return switch (mode) {
            case "embedded" -> null;
            case "auto" -> address;
            case "external" -> {
                if (address == null) {
                    throw new IllegalStateException(
                            "-Dtest.backends=external needs the environment variable " + variable);
                }
                yield address;
            }
            default ->
                throw new IllegalStateException("-Dtest.backends=" + mode + " is none of embedded, external, auto");
        };
    }
}
