/** Times in which a node's events were lost: figures of an overlapping range are not complete. */
package io.smartcallcenter.kpi.gap;
