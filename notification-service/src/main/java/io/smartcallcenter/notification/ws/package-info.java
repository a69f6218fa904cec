/** The WebSocket {@code /ws/v1}, subprotocol {@code scc.v1.json}: frames, sessions, back-pressure, heartbeat, tickets. */
package io.smartcallcenter.notification.ws;
