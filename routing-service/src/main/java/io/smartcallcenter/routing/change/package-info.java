/** Changing the rules: one draft that is edited as a whole or part by part, and then published. */
package io.smartcallcenter.routing.change;
