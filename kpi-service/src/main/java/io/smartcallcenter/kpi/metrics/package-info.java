/** The metric definitions: figures of queues and operators, computed from documents with the policy of the query. */
package io.smartcallcenter.kpi.metrics;
