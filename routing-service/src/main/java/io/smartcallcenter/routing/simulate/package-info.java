/** What would happen to a call, and why, without a call: the algorithm of live calls with assumed states. */
package io.smartcallcenter.routing.simulate;
