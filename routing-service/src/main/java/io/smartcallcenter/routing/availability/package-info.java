/** Who could take a call: a projection of the compacted topic {@code asterisk-state}, read whole by every replica. */
package io.smartcallcenter.routing.availability;
