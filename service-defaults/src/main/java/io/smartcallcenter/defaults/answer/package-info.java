/** Answers as JSON, CSV or a spreadsheet, with an entity tag; exports are noted. */
package io.smartcallcenter.defaults.answer;
