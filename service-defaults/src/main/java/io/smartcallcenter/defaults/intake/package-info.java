/** From a batch of Kafka records to a database: nothing is lost, nothing unreadable stops the rest. */
package io.smartcallcenter.defaults.intake;
