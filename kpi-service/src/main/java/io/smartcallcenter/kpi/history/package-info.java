/** What happened in calls: lists, the whole story of one, and its timeline. */
package io.smartcallcenter.kpi.history;
