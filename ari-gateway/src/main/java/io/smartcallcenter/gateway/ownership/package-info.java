/**
 * Which gateway runs which Asterisk node: Kafka's group assignment decides, claims with a growing epoch tell, and a successor
 * takes over from where the records of its predecessor end. See docs/adr/0017.
 */
package io.smartcallcenter.gateway.ownership;
