/** Asterisk nodes over HTTP: what is known of them, and that one is gone. */
package io.smartcallcenter.kpi.api.nodes;
