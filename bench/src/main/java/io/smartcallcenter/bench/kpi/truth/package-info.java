/**
 * What the figures have to be: by SQL from queue_log alone, and, for what queue_log does not know, by counting the simulated calls. Nothing
 * here uses code of the KPI service.
 */
package io.smartcallcenter.bench.kpi.truth;
