/** Asks another system who a number is. */
package io.smartcallcenter.notification.crm;
