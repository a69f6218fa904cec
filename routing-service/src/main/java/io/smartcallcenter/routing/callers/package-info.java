/** Who calls: callers who come first, and callers who are not let in. Plain Java. */
package io.smartcallcenter.routing.callers;
