/** The rules as a YAML or JSON document: read as a whole, every fault named by its path. */
package io.smartcallcenter.routing.rules.document;
