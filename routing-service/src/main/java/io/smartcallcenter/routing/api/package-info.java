/** The REST API of the rules: reading, changing and publishing them. */
package io.smartcallcenter.routing.api;
