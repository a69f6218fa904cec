/** From an Asterisk that works to rules that are in force: operators are taken over, and the whole is checked before calls are routed. */
package io.smartcallcenter.routing.setup;
