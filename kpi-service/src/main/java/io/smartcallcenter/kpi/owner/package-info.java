/** Keeps roll-ups equal to the facts: each queue and operator has one owner among the replicas, by its key on Kafka. */
package io.smartcallcenter.kpi.owner;
