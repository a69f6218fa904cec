'use strict';
const assert = require('node:assert/strict');

const at = (second) => new Date(Date.parse('2026-01-01T00:00:00Z') + second * 1000).toISOString();
const raised = (since) => ({ type: 'alert.raised', key: 'k', severity: 'WARNING', ...(since !== undefined && { since: at(since) }) });
const acknowledged = (second, since) => ({ type: 'alert.acknowledged', key: 'k', by: 'anna', at: at(second), ...(since !== undefined && { since: at(since) }) });
const cleared = { type: 'alert.cleared', key: 'k' };

/** What the console's alerts are after these events. */
function after({ Alerts }, ...events) {
  const alerts = new Alerts();
  events.forEach((event, place) => alerts.event(event, event.at ?? at(place)));
  return { open: alerts.open.size, by: alerts.acknowledged.get('k')?.by };
}

/** `ok`, or what is wrong. */
module.exports = (file) => {
  const module = require(file);
  assert.deepEqual(after(module, raised(1), acknowledged(1), raised(1)), { open: 1, by: 'anna' });
  assert.deepEqual(after(module, raised(), acknowledged(5)), { open: 1, by: 'anna' });
  assert.deepEqual(after(module, raised(1), cleared, acknowledged(5), raised()), { open: 1, by: undefined });
  assert.deepEqual(after(module, raised(9), acknowledged(5)), { open: 1, by: undefined });
  assert.deepEqual(after(module, raised(1), acknowledged(5), raised(9)), { open: 1, by: undefined });
  assert.deepEqual(after(module, raised(9), acknowledged(20, 5)), { open: 1, by: undefined });
  assert.deepEqual(after(module, raised(9), acknowledged(5, 9), raised(9)), { open: 1, by: 'anna' });
  assert.deepEqual(after(module, raised(), cleared, raised(), acknowledged(9, 0)), { open: 1, by: undefined });
  assert.deepEqual(after(module, cleared, raised(), raised(), acknowledged(9, 1)), { open: 1, by: 'anna' });
  return 'ok';
};
