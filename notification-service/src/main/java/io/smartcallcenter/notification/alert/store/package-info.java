/** Rules, and the history of alerts and silences, in MongoDB. */
package io.smartcallcenter.notification.alert.store;
