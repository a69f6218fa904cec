package io.smartcallcenter.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.smartcallcenter.stack.Ports.Listener;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoutesTest {

    @ParameterizedTest
    @CsvSource({
        "/api/asterisk/realtime-data, GATEWAY",
        "/api/setup/asterisk, GATEWAY",
        "/api/routing/decisions, ROUTING",
        "/api/operators, ROUTING",
        "/api/setup/operators/import, ROUTING",
        "/api/setup/complete, ROUTING",
        "/api/kpi/queues, KPI",
        "/api/calls/1, KPI",
        "/api/exports, KPI",
        "/api/admin/settings/asterisk-database/test, CDR_SYNC",
        "/api/admin/reports/reconciliation, CDR_SYNC",
        "/ws/v1, NOTIFICATION",
        "/api/ws/clients, NOTIFICATION",
        "/api/customers/1, NOTIFICATION",
        "/api/alerts, NOTIFICATION",
        "/, NOTIFICATION",
        "/api/kpis, NOTIFICATION",
    })
    void eachPublicPathBelongsToOneService(String path, Listener service) {
        assertThat(Routes.of(path)).isEqualTo(service);
    }
}
