/** What can be asked, read from the query parameters of a request. */
package io.smartcallcenter.kpi.api.parameters;
