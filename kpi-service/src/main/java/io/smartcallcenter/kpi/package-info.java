/** The KPI service: projects call, operator and node events into documents and computes the figures from them. */
package io.smartcallcenter.kpi;
