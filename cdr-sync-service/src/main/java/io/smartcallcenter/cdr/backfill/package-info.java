/** Imports the history of a table, years of it, beside the live import: slowly enough, and resumed where it was. */
package io.smartcallcenter.cdr.backfill;
