/** The evaluator of the rules on Kafka: one replica at a time, chosen by Kafka's group protocol. */
package io.smartcallcenter.notification.alert.watch;
