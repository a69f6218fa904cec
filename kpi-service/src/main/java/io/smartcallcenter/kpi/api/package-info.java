/** The REST API of the figures: parameters, roles, and the JSON that callers see. */
package io.smartcallcenter.kpi.api;
