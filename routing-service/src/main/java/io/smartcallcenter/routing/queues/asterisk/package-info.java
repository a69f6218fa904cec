/** How the settings of queues reach Asterisk: as a file, or a strategy at a time through the gateway. */
package io.smartcallcenter.routing.queues.asterisk;
