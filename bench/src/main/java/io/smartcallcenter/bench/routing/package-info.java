/** How fast the routing service alone decides, on one core with large rules. */
package io.smartcallcenter.bench.routing;
