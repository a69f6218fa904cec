/** Where the PBXs' tables of call detail records are: set by an administrator, kept encrypted, changed without a restart. */
package io.smartcallcenter.cdr.settings;
