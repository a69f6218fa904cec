/** Imports Asterisk's CDRs and compares them with what the events say. */
package io.smartcallcenter.cdr;
