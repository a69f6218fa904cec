/** What all readers of Kafka topics have in common. */
package io.smartcallcenter.gateway.consume;
