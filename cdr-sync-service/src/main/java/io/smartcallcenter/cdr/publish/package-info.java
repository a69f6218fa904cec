/** Tells the other services on {@code cdr-events} how calls and CDRs agree. */
package io.smartcallcenter.cdr.publish;
