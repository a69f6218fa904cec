package io.smartcallcenter.routing.numberplan;

import io.smartcallcenter.routing.calendar.BusinessHours;

/** Business hours, and what a caller meets outside them. */
public record Opening(BusinessHours hours, Instead outside) {}
