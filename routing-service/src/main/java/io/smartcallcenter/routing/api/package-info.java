/** The REST API of routing. */
package io.smartcallcenter.routing.api;
