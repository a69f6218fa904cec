/**
 * Which rules are in force: those of the file until the first publication, then the newest published version. A version is stored
 * first and then sent to the topic {@code routing-rules}, which every replica follows.
 */
package io.smartcallcenter.routing.publication;
