/** Telephone numbers as the world knows them. */
package io.smartcallcenter.defaults.number;
