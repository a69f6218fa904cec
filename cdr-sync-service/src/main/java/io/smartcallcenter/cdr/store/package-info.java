/** The collections of {@code scc_cdr}: rows, calls, verdicts, the cursor. Idempotent upserts, the common subset of MongoDB. */
package io.smartcallcenter.cdr.store;
