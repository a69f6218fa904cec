package io.smartcallcenter.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsTest {

    private static final String TEXT =
            """
            # TYPE scc_link_events counter
            scc_link_events_total{link="ari"} 12.0
            scc_link_events_total{link="ami"} 1.5E3
            scc_publish_events_total 400.0
            scc_publish_events_total_created 7.0
            scc_fallbacks_total{reason="decision_late"} 2.0
            scc_fallbacks_total{reason="kafka_away"} 3.0
            """;

    @Test
    void a_label_chooses_one_of_several_samples() {
        assertThat(Metrics.sum(TEXT, "scc_link_events_total{link=\"ami\"")).isEqualTo(1500);
    }

    @Test
    void samples_of_all_labels_are_added() {
        assertThat(Metrics.sum(TEXT, "scc_fallbacks_total")).isEqualTo(5);
    }

    @Test
    void a_longer_name_is_another_metric() {
        assertThat(Metrics.sum(TEXT, "scc_publish_events_total")).isEqualTo(400);
    }

    @Test
    void a_counter_that_never_counted_is_zero() {
        assertThat(Metrics.sum(TEXT, "scc_publish_lost_total")).isZero();
    }
}
