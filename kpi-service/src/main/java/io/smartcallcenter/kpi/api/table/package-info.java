/** Figures and lists as tables for spreadsheets. */
package io.smartcallcenter.kpi.api.table;
