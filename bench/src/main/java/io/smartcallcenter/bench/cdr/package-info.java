/** How fast the history of a CDR table comes, beside a plain SELECT of the same rows. */
package io.smartcallcenter.bench.cdr;
