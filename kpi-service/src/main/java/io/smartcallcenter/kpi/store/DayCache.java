package io.smartcallcenter.kpi.store;

import static com.mongodb.client.model.Filters.in;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.client.model.Projections;
import io.quarkus.mongodb.FindOptions;
import io.quarkus.mongodb.reactive.ReactiveMongoCollection;
import io.smallrye.mutiny.Multi;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Days as they were read last. A report asks for the versions of its days and reads only those that are new to it: figures of
 * months come from memory, and are still those of the database at this moment.
 */
final class DayCache<D> {

    private static final int READ_AT_ONCE = 1_000;

    /** What an entry of the cache takes besides its rows. */
    private static final int BYTES = 256;

    private final Function<Document, D> reading;
    private final Cache<String, Known<D>> known;

    private record Known<D>(long version, D day) {}

    private record Version(String id, long version) {}

    /**
     * @param bytes of heap, about, that the days may take
     * @param weight what the rows of a day take
     */
    DayCache(long bytes, ToIntFunction<D> weight, Function<Document, D> reading) {
        this.reading = reading;
        this.known = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((String id, Known<D> each) -> BYTES + weight.applyAsInt(each.day))
                .executor(Runnable::run)
                .build();
    }

    /** The days that match, one by one, in no order. */
    Multi<D> find(ReactiveMongoCollection<Document> collection, Bson which) {
        return collection
                .find(which, new FindOptions().projection(Projections.include(DayStore.VERSION)))
                .map(document -> new Version(document.getString("_id"), document.getLong(DayStore.VERSION)))
                .collect()
                .asList()
                .onItem()
                .transformToMulti(versions -> days(collection, versions));
    }

    private Multi<D> days(ReactiveMongoCollection<Document> collection, List<Version> versions) {
        List<D> days = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (Version each : versions) {
            Known<D> found = known.getIfPresent(each.id);
            if (found != null && found.version == each.version) {
                days.add(found.day);
            } else {
                others.add(each.id);
            }
        }
        Multi<D> read = Multi.createFrom()
                .iterable(others)
                .group()
                .intoLists()
                .of(READ_AT_ONCE)
                .onItem()
                .transformToMultiAndConcatenate(ids -> collection.find(in("_id", ids)))
                .map(this::read);
        return Multi.createBy().concatenating().streams(Multi.createFrom().iterable(days), read);
    }

    private D read(Document document) {
        D day = reading.apply(document);
        known.put(document.getString("_id"), new Known<>(document.getLong(DayStore.VERSION), day));
        return day;
    }
}
