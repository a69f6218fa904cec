/** Serves the web console: its configuration and its security headers. The page itself is in {@code resources/web}. */
package io.smartcallcenter.notification.console;
