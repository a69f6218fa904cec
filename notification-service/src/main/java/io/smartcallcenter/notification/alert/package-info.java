/**
 * What somebody should look at: rules with thresholds, hold times and hysteresis, and the facts that they are held against. Plain
 * Java; {@code watch} evaluates it on Kafka, {@code store} and {@code api} let people read and change it.
 */
package io.smartcallcenter.notification.alert;
