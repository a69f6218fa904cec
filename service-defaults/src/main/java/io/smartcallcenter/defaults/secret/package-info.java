/** Secrets that a service has to keep and to use. */
package io.smartcallcenter.defaults.secret;
