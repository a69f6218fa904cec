/** How far the events of calls are here: what was not heard yet is not missing. */
package io.smartcallcenter.cdr.heard;
