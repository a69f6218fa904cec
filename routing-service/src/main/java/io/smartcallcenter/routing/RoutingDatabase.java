package io.smartcallcenter.routing;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The service's database: drafts, versions, audit. Only the subset that MongoDB and compatible servers share. Nothing that
 * routes a call reads it, so it may be away; changes are rare and made by people, so a blocking client is enough.
 */
@ApplicationScoped
public class RoutingDatabase {

    public static final String NAME = "scc_routing";

    /** The connection string is asked for by name: without it the service must not look for a database on its own host. */
    @Produces
    @Singleton
    MongoDatabase database(
            MongoClient client, @ConfigProperty(name = "quarkus.mongodb.connection-string") String connectionString) {
        return client.getDatabase(NAME);
    }
}
