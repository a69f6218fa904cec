/** Requests to servers of others: bounded in time and size, without redirects. */
package io.smartcallcenter.notification.outbound;
