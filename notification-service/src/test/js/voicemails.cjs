'use strict';
const assert = require('node:assert/strict');

const at = '2026-01-01T00:00:00Z';
const left = (recording) => ({ type: 'call.voicemail.recorded', callId: 'n/1', mailbox: '700', recording, durationMs: 5_000, caller: '+7' });
const shown = (recording) => ({ at, callId: 'n/1', mailbox: '700', recording, durationMs: 5_000, caller: '+7' });

/** `ok`, or what is wrong. */
module.exports = (file) => {
  const { Voicemails } = require(file);
  const messages = new Voicemails();
  messages.snapshot([shown('a')]);
  messages.event(left('b'), at);
  messages.event(left('b'), at);
  assert.deepEqual([...messages.values()], [shown('a'), shown('b')]);
  for (let i = 0; i < 200; i++) {
    messages.event(left(`m${i}`), at);
  }
  assert.equal(messages.size, 100);
  assert.equal([...messages.keys()].at(-1), 'm199');
  messages.snapshot(undefined);
  assert.equal(messages.size, 0);
  return 'ok';
};
