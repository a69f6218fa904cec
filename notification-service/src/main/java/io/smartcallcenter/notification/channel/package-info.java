/** The channels of the notification protocol: their names, who may read them, and which events belong to them. Plain Java. */
package io.smartcallcenter.notification.channel;
