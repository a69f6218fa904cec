/** What an operator sees of a caller while the phone rings: published for every offer, and again when it is answered. */
package io.smartcallcenter.notification.card;
