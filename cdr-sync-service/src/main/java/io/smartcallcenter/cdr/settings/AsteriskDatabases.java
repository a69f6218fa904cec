package io.smartcallcenter.cdr.settings;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.settings.DatabaseStore.Found;
import io.smartcallcenter.cdr.settings.DatabaseStore.Stored;
import io.smartcallcenter.defaults.secret.SecretCipher;
import io.smartcallcenter.defaults.secret.UndecipherableSecret;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The databases as they are set now: what an administrator has stored, and for a node of which nothing is stored what the environment says.
 * To be asked anew each time.
 */
@ApplicationScoped
public class AsteriskDatabases {

    private static final Logger LOG = Logger.getLogger(AsteriskDatabases.class);

    private final DatabaseStore store;
    private final SecretCipher cipher;
    private final Optional<AsteriskDatabase> configured;

    /** What cannot be read: each is logged once, however often it is asked for. */
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /**
     * @param keys of 32 random bytes in Base64 ({@code openssl rand -base64 32}). The first encrypts; to change it, put a new one in front, store
     *     each password again, and remove the old one. Without a key no password is stored.
     */
    AsteriskDatabases(
            DatabaseStore store,
            DatabaseSettings settings,
            @ConfigProperty(name = "scc.cdr.settings-key") Optional<List<String>> keys) {
        this.store = store;
        this.cipher = new SecretCipher("scc.cdr.settings-key", keys.orElse(List.of()));
        this.configured = settings.database();
    }

    /** Where a setting comes from. */
    public enum Origin {
        STORED,
        ENVIRONMENT
    }

    /**
     * @param database its password is null if it cannot be read
     * @param changedAt null for the environment's
     * @param changedBy null for the environment's
     */
    public record Setting(AsteriskDatabase database, Origin origin, Instant changedAt, String changedBy) {}

    /** All that can be read, by node. */
    public Uni<List<Setting>> all() {
        return store.all().map(stored -> {
            stored.unreadable().forEach(this::tellUnreadable);
            List<Setting> all = new ArrayList<>();
            stored.databases()
                    .forEach(each ->
                            all.add(new Setting(readable(each), Origin.STORED, each.changedAt(), each.changedBy())));
            configured
                    .filter(each -> !nodes(stored).contains(each.node()))
                    .ifPresent(each -> all.add(new Setting(each, Origin.ENVIRONMENT, null, null)));
            all.sort(Comparator.comparing(each -> each.database().node()));
            return all;
        });
    }

    /** The nodes of which something is stored that cannot be read: nothing is in force for them, not even the environment's. */
    public Uni<List<String>> unreadable() {
        return store.all().map(stored -> List.copyOf(stored.unreadable().keySet()));
    }

    /** Whether there is anything for a node, be it unreadable. */
    public Uni<Boolean> isSet(String node) {
        return store.all()
                .map(stored -> nodes(stored).contains(node)
                        || configured.filter(each -> each.node().equals(node)).isPresent());
    }

    private static Set<String> nodes(Found stored) {
        Set<String> nodes = new HashSet<>(stored.unreadable().keySet());
        stored.databases().forEach(each -> nodes.add(each.database().node()));
        return nodes;
    }

    private void tellUnreadable(String node, String why) {
        if (told.add(node + " " + why)) {
            LOG.errorf("The database of %s is not read, what is stored of it is not understood: %s", node, why);
        }
    }

    public Uni<Optional<Setting>> of(String node) {
        return all().map(found -> found.stream()
                .filter(each -> each.database().node().equals(node))
                .findFirst());
    }

    /** Those whose rows are read, at most one for each node; of several nodes with one table only the first: its rows would count twice. */
    public Uni<List<AsteriskDatabase>> enabled() {
        return all().map(found -> {
            List<AsteriskDatabase> read = new ArrayList<>();
            found.stream()
                    .map(Setting::database)
                    .filter(each -> each.enabled() && each.password() != null)
                    .forEach(each -> read.stream()
                            .filter(each::sameTable)
                            .findFirst()
                            .ifPresentOrElse(first -> tellTwice(each, first), () -> read.add(each)));
            return read;
        });
    }

    /** The node whose rows are read from the same table; disabled ones do not count. */
    public Uni<Optional<String>> otherNodeOf(AsteriskDatabase database) {
        return all().map(found -> found.stream()
                .map(Setting::database)
                .filter(each -> database.enabled()
                        && each.enabled()
                        && !each.node().equals(database.node())
                        && each.sameTable(database))
                .map(AsteriskDatabase::node)
                .findFirst());
    }

    private void tellTwice(AsteriskDatabase database, AsteriskDatabase first) {
        if (told.add(database + " " + first.node())) {
            LOG.errorf("The database of %s is not read: its table is that of %s", database.node(), first.node());
        }
    }

    /** Whether passwords can be stored: a key is set. */
    public boolean canStore() {
        return cipher.hasKey();
    }

    /** @param by who wants it */
    public Uni<Void> store(AsteriskDatabase database, String by, Instant at) {
        Stored stored = new Stored(
                database.withPassword(null), cipher.encrypt(database.password(), belongsTo(database)), at, by);
        return of(database.node())
                .map(before -> before.map(each -> database.differences(each.database()))
                        .orElse(List.of("all")))
                .chain(changed -> store.save(stored)
                        .invoke(() -> LOG.infof("%s has set of the database of %s: %s", by, database.node(), changed)));
    }

    /** The environment's setting, if there is one for the node, is in force again. */
    public Uni<Boolean> remove(String node, String by) {
        return store.remove(node).invoke(removed -> {
            if (removed) {
                LOG.infof("%s has removed the database of %s", by, node);
            }
        });
    }

    private AsteriskDatabase readable(Stored stored) {
        try {
            return stored.database().withPassword(cipher.decrypt(stored.secret(), belongsTo(stored.database())));
        } catch (UndecipherableSecret unreadable) {
            if (told.add(stored.secret())) {
                LOG.errorf(
                        "The database of %s is not read: %s", stored.database().node(), unreadable.getMessage());
            }
            return stored.database();
        }
    }

    private static String belongsTo(AsteriskDatabase database) {
        return String.join(
                "\n",
                database.node(),
                database.type().name(),
                database.host(),
                Integer.toString(database.port()),
                database.username());
    }
}
