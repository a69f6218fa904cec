/** Who changed the rules, when, and what. */
package io.smartcallcenter.routing.audit;
