/** How a caller is forgotten. */
package io.smartcallcenter.cdr.privacy;
