/** A call centre that never was: calls of many days from a seed, and what a gateway and an Asterisk would each write about them. */
package io.smartcallcenter.bench.kpi.calls;
