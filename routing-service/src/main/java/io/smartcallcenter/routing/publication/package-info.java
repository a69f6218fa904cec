/** Which rules are in force: those of the file until the first publication, then the newest published version. */
package io.smartcallcenter.routing.publication;
