/** The figures of today, published as they change. */
package io.smartcallcenter.kpi.live;
