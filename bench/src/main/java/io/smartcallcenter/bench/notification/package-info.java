/** How many deliveries a second the notification service makes, beside nginx with nchan and a plain Node broadcast. */
package io.smartcallcenter.bench.notification;
