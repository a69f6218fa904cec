/** Being quick from the first call on: readiness comes after the decision path is compiled and availability is known. */
package io.smartcallcenter.routing.warmup;
