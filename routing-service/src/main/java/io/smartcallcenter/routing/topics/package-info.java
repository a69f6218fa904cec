/** Compacted topics that every replica reads whole. */
package io.smartcallcenter.routing.topics;
