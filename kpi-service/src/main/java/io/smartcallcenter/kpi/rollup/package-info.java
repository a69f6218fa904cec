/** Facts of 15 minutes in compact rows: what reports over days and years are folded from. */
package io.smartcallcenter.kpi.rollup;
