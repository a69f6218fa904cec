package io.smartcallcenter.cdr.store;

import static com.mongodb.client.model.Filters.ne;

import io.smallrye.mutiny.Uni;
import io.smartcallcenter.cdr.settings.AsteriskDatabase;
import io.smartcallcenter.cdr.source.ReadTables;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;

/** The tables that stand beside the cursors. */
@ApplicationScoped
class StoredTables implements ReadTables {

    private final CdrStore store;

    StoredTables(CdrStore store) {
        this.store = store;
    }

    @Override
    public Uni<Optional<String>> otherReaderOf(AsteriskDatabase database) {
        return store.cursors()
                .find(ne("_id", database.node()))
                .filter(cursor -> tables(cursor).anyMatch(each -> TableName.isOf(each, database.address())))
                .map(cursor -> cursor.getString("_id"))
                .collect()
                .first()
                .map(Optional::ofNullable);
    }

    /** Earlier versions have kept only the last one. */
    private static Stream<String> tables(Document cursor) {
        return Stream.concat(
                Stream.ofNullable(cursor.getString("source")),
                cursor.getList(NodeRows.TABLES, String.class, List.of()).stream());
    }
}
