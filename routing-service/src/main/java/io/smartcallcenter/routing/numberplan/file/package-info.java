/** The number plan as a YAML file: read once at start, every fault named by its path. */
package io.smartcallcenter.routing.numberplan.file;
