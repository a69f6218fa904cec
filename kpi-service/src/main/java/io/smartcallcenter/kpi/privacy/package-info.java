/** Who may see a caller's number and name, and how they are erased. */
package io.smartcallcenter.kpi.privacy;
