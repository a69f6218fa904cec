/** What each dialled number means, and when it is open. Plain Java: the file and its reading are in {@code file}. */
package io.smartcallcenter.routing.numberplan;
