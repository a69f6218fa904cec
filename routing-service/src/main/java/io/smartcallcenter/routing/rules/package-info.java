/** The rules by which calls are routed, as one unchangeable whole. Plain Java; how they are written is in {@code document}. */
package io.smartcallcenter.routing.rules;
