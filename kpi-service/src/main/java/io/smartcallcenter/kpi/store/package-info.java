/** The documents in MongoDB, and the reports that are read from them. */
package io.smartcallcenter.kpi.store;
