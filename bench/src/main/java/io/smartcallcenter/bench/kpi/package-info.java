/** The KPI service on one core: events into figures, figures against the truth, reports against SQL, and how fresh the live figures are. */
package io.smartcallcenter.bench.kpi;
