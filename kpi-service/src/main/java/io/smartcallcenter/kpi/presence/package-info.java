/** What operators are doing now, from their states and their open offers. */
package io.smartcallcenter.kpi.presence;
