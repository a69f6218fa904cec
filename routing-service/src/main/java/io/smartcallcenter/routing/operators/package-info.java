/** Who answers: operators with their skills, levels and languages. Plain Java. */
package io.smartcallcenter.routing.operators;
