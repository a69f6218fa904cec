/**
 * What an event contributes to a document. Every field only ever falls (LEAST) or grows (GREATEST), so that contributions may
 * come twice, in any order and after a replay: the document they end in is the same.
 */
package io.smartcallcenter.kpi.document;
