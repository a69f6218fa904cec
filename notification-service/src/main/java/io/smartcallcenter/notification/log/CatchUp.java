package io.smartcallcenter.notification.log;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Tells when a starting reader has seen everything that was on the source topics at its start. */
final class CatchUp {

    private final LogTopic topic;
    private final TopicPartition log;
    private final Map<TopicPartition, Long> sourceEnds;
    private long target = -1;

    CatchUp(LogTopic topic, TopicPartition log) throws ExecutionException, InterruptedException {
        this.topic = topic;
        this.log = log;
        this.sourceEnds = topic.ends(topic.partitionsOf(LogReader.names(Kafka.SOURCES)));
    }

    /** @param next the reader's next offset */
    boolean reached(long next) throws ExecutionException, InterruptedException {
        if (target < 0 && writersReachedTheEnds()) {
            target = topic.ends(List.of(log)).get(log);
        }
        return target >= 0 && next >= target;
    }

    private boolean writersReachedTheEnds() throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> copied = topic.copied();
        return sourceEnds.entrySet().stream().allMatch(end -> {
            OffsetAndMetadata at = copied.get(end.getKey());
            return at == null ? end.getValue() == 0 : at.offset() >= end.getValue();
        });
    }
}
