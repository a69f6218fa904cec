/** Figures and lists as tables for spreadsheets. */
package io.smartcallcenter.defaults.table;
