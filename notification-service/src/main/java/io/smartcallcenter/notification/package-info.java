/** Fans out what happens in the call centre, with the customers and alerts that belong to it. */
package io.smartcallcenter.notification;
