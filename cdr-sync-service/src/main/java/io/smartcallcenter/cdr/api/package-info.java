/** The REST API of reconciliation. */
package io.smartcallcenter.cdr.api;
