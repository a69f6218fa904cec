/** Who calls: customers by number, their last calls, and what people have written about them. */
package io.smartcallcenter.notification.customer;
