/** What people write about calls: comments and dispositions, with every earlier version. */
package io.smartcallcenter.kpi.note;
