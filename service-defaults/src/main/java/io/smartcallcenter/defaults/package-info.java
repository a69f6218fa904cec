/** What every service of the suite does in the same way: security, problem reports, dead letters, topics, health. */
package io.smartcallcenter.defaults;
