/** Reports over both sides: rows of the CDR, and how they and the events add up. */
package io.smartcallcenter.cdr.report;
