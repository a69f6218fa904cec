/** Asterisk nodes: when they were last heard of, and since when one is gone for good. */
package io.smartcallcenter.kpi.node;
