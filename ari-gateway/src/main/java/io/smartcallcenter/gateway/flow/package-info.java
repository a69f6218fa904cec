/** Service flows as a pure state machine: flow, state and input give the next state and actions. No clock, no I/O. */
package io.smartcallcenter.gateway.flow;
