package io.smartcallcenter.notification.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Where a record of the log was copied from; header {@code scc-origin} = {@code topic/partition/offset/topicId}.
 *
 * @param topicId Kafka's id of that very topic, new when it is made again; empty in copies of earlier versions
 */
record Origin(TopicPartition partition, String topicId, long offset) {

    /** Within which offsets grow. */
    record Source(TopicPartition partition, String topicId) {}

    Source source() {
        return new Source(partition, topicId);
    }

    private static final String HEADER = "scc-origin";

    static Origin of(ConsumerRecord<?, ?> source, String topicId) {
        return new Origin(new TopicPartition(source.topic(), source.partition()), topicId, source.offset());
    }

    void writeTo(Headers headers) {
        String text = partition.topic() + "/" + partition.partition() + "/" + offset + "/" + topicId;
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
            TopicPartition partition = new TopicPartition(parts[0], Integer.parseInt(parts[1]));
            return Optional.of(new Origin(partition, parts.length > 3 ? parts[3] : "", Long.parseLong(parts[2])));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
