/** Call: one summary per call, and its timeline; made of facts that may come twice and in any order. */
package io.smartcallcenter.kpi.call;
