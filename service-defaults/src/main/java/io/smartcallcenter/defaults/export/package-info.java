/** Who took which data out of the service. */
package io.smartcallcenter.defaults.export;
