'use strict';

/** Time that only moves when it is told to. */
class HandClock {
  constructor() { this.time = Date.parse('2026-01-01T00:00:00Z'); this.timers = new Set(); }
  now() { return this.time; }
  after(ms, action) { const timer = { at: this.time + ms, action }; this.timers.add(timer); return timer; }
  cancel(timer) { this.timers.delete(timer); }
  /** The delays of what waits, shortest first. */
  delays() { return [...this.timers].map((timer) => timer.at - this.time).sort((a, b) => a - b); }
  async pass(ms) {
    const end = this.time + ms;
    for (;;) {
      await settled();
      const next = [...this.timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) { break; }
      this.timers.delete(next);
      this.time = next.at;
      next.action();
    }
    this.time = end;
    await settled();
  }
}

/** Promises that are done have told it. */
const settled = () => new Promise((done) => setImmediate(done));

/** A server that says what the test says; every connection is kept. */
function scriptedServer() {
  const sockets = [];
  class ScriptedSocket {
    constructor(url, protocols) {
      Object.assign(this, { url, protocols, readyState: 1, sent: [], closedByClient: false });
      sockets.push(this);
    }
    send(text) { this.sent.push(JSON.parse(text)); }
    close() { this.closedByClient = true; }
    say(frame) { this.onmessage({ data: JSON.stringify(frame) }); }
    die(code) { this.onclose({ code }); }
    asked(op) { return this.sent.filter((request) => request.op === op); }
    ok(op, result) { this.say({ id: this.asked(op).at(-1).id, ok: true, result }); }
    refuse(op, code, temporary) { this.say({ id: this.asked(op).at(-1).id, ok: false, error: { code, message: 'no', temporary } }); }
    welcome(lifeMs = 3_600_000, now = Date.parse('2026-01-01T00:00:00Z')) {
      this.say({
        t: 'welcome', session: 's', epoch: 'E', ping: 25, now: new Date(now).toISOString(), channels: [],
        user: { name: 'u', roles: ['supervisor'], expires: new Date(now + lifeMs).toISOString() },
      });
    }
    push(ch, o) { this.say({ t: 'event', ch, o, e: { data: { type: 'call.ended', callId: String(o) } } }); }
  }
  return { sockets, ScriptedSocket, last: () => sockets.at(-1) };
}

module.exports = { HandClock, scriptedServer, settled };
