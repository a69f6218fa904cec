/** The API of calls: lists, histories, notes, erasures, and who exported what. */
package io.smartcallcenter.kpi.api.calls;
