/**
 * The six steps from a dialled number to a command. Plain Java and a pure function: the same request, plan, availability and
 * instant give the same decision.
 */
package io.smartcallcenter.routing.decide;
