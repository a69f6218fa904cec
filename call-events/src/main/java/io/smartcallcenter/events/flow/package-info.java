/** Service flows: what a caller hears and may press. Written in the number plan, run by the gateway. */
package io.smartcallcenter.events.flow;
