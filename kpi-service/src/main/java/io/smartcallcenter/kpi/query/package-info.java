/** What a report is asked for and what it answers: cells of time, questions, and the rows that are folded from roll-ups. */
package io.smartcallcenter.kpi.query;
