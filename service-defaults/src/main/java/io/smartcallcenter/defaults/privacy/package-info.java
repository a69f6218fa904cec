/** Who sees how much of a caller. */
package io.smartcallcenter.defaults.privacy;
