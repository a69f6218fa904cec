package io.smartcallcenter.cdr.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import java.util.Set;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

class DuplicateKeyTest {

    @Test
    void aDocumentThatIsRefusedForAnotherReasonIsNotTakenForAnothers() {
        assertThat(DuplicateKey.is(writeFailed(11000))).isTrue();
        assertThat(DuplicateKey.is(writeFailed(121))).isFalse();
        assertThat(DuplicateKey.is(new IllegalStateException("11000"))).isFalse();
    }

    private static MongoWriteException writeFailed(int code) {
        return new MongoWriteException(
                new WriteError(code, "refused", new BsonDocument()), new ServerAddress(), Set.of());
    }
}
