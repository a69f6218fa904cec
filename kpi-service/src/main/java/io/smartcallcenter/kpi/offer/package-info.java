/** Offer: one per ring attempt at one operator, with the talk that may follow. */
package io.smartcallcenter.kpi.offer;
