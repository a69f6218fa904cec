package io.smartcallcenter.notification.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Where a record of the log was copied from; header {@code scc-origin} = {@code topic/partition/offset}. */
record Origin(TopicPartition partition, long offset) {

    private static final String HEADER = "scc-origin";

    static Origin of(ConsumerRecord<?, ?> source) {
        return new Origin(new TopicPartition(source.topic(), source.partition()), source.offset());
    }

    void writeTo(Headers headers) {
        String text = partition.topic() + "/" + partition.partition() + "/" + offset;
        headers.remove(HEADER);
        headers.add(HEADER, text.getBytes(UTF_8));
    }

    /** Empty when the record was not written by a {@link LogWriter}. */
    static Optional<Origin> readFrom(Headers headers) {
        Header header = headers.lastHeader(HEADER);
        if (header == null || header.value() == null) {
            return Optional.empty();
        }
        String[] parts = new String(header.value(), UTF_8).split("/");
        try {
            return Optional.of(
                    new Origin(new TopicPartition(parts[0], Integer.parseInt(parts[1])), Long.parseLong(parts[2])));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
