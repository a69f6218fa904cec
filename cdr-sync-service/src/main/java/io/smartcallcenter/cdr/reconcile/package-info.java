/** How a call that the events describe and its CDR rows agree. Plain Java. */
package io.smartcallcenter.cdr.reconcile;
