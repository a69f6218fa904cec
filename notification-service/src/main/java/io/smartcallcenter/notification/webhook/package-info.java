/** Sends events to the servers of others, signed, in order of their key, and again until they are taken or too old. */
package io.smartcallcenter.notification.webhook;
