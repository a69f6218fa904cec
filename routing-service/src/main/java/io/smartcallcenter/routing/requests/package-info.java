/** The Kafka edge of a decision: route requests in, commands and their reasons out. */
package io.smartcallcenter.routing.requests;
