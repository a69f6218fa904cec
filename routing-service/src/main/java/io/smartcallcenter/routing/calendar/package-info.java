/** When somebody is there: business hours, holidays and exceptions on the wall clock of an IANA zone. Plain Java. */
package io.smartcallcenter.routing.calendar;
