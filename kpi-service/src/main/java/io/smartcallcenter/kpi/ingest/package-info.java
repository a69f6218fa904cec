/** From Kafka records to documents: batches in, upserts out, the offset committed after the write. */
package io.smartcallcenter.kpi.ingest;
