/**
 * Looks at an Asterisk with credentials that somebody gives, without touching the links that carry calls: short-lived clients with
 * time limits and size limits, and answers that say what to do.
 */
package io.smartcallcenter.gateway.setup;
