/** What people read of alerts and do about them. */
package io.smartcallcenter.notification.alert.api;
