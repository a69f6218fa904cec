/** Reads Asterisk's {@code cdr} table, page by page, and never writes to it. */
package io.smartcallcenter.cdr.source;
