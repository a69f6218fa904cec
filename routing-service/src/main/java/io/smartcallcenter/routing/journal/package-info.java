/** Every decision with its steps and what became of it, kept for some months: out of the way of the calls. */
package io.smartcallcenter.routing.journal;
