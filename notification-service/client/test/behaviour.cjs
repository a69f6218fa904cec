'use strict';
const assert = require('node:assert/strict');
const { HandClock, scriptedServer, settled } = require('./scripted.cjs');

/** A client that is connected and welcomed, and everything that it told. */
async function start(client, options = {}) {
  const clock = new HandClock();
  const server = scriptedServer();
  const told = { states: [], errors: [], renewals: [] };
  let tokens = 0;
  const it = new client.NotificationClient({
    url: 'ws://server/ws/v1',
    token: (renew) => { told.renewals.push(renew); return `token${++tokens}`; },
    onState: (state, code) => told.states.push(code ? `${state} ${code}` : state),
    onError: (error) => told.errors.push(error),
    WebSocket: server.ScriptedSocket,
    clock,
    random: () => 0.5,
    ...options,
  });
  it.connect();
  await settled();
  return { it, clock, server, told };
}

async function subscribed(client, options) {
  const all = await start(client, options);
  const seen = [];
  all.server.last().welcome();
  all.it.subscribe('calls', {
    snapshot: (snapshot, position) => seen.push(`snapshot ${position.offset}`),
    event: (event, offset) => seen.push(offset),
    recovered: () => seen.push('recovered'),
    refused: (error) => seen.push(`refused ${error.code ?? error}`),
  });
  all.server.last().ok('subscribe', { mode: 'stream', recovered: false, wasRecovering: false, epoch: 'E', offset: 10, snapshot: {} });
  return { ...all, seen };
}

/** Cut with a code, then time for a reconnect. */
async function cut({ clock, server }, code) {
  server.last().die(code);
  await clock.pass(15_000);
}

const tests = {
  'offers the subprotocol and the token': async (client) => {
    const { server } = await start(client);
    assert.deepEqual(server.last().protocols, ['scc.v1.json', 'bearer.token1']);
  },
  'connects with a ticket in the address and no token': async (client) => {
    const { server } = await start(client, { token: undefined, ticket: async () => 'a+b' });
    assert.equal(server.last().url, 'ws://server/ws/v1?ticket=a%2Bb');
    assert.deepEqual(server.last().protocols, ['scc.v1.json']);
  },
  'drops what comes twice on a channel, and what a snapshot holds already': async (client) => {
    const { server, seen } = await subscribed(client);
    [10, 11, 12, 12, 11, 13].forEach((offset) => server.last().push('calls', offset));
    assert.deepEqual(seen, ['snapshot 10', 11, 12, 13]);
  },
  'takes the same offset on two channels': async (client) => {
    const { it, server, seen } = await subscribed(client);
    const alerts = [];
    it.subscribe('alerts', { event: (event, offset) => alerts.push(offset) });
    server.last().ok('subscribe', { recovered: false, epoch: 'E', offset: 5, snapshot: {} });
    server.last().push('calls', 11);
    server.last().push('alerts', 11);
    server.last().push('alerts', 11);
    assert.deepEqual([seen.at(-1), alerts], [11, [11]]);
  },
  'resumes after the last event, and tells each once': async (client) => {
    const all = await subscribed(client);
    all.server.last().push('calls', 12);
    await cut(all, 1006);
    all.server.last().welcome();
    assert.deepEqual(all.server.last().asked('subscribe')[0].since, { epoch: 'E', offset: 12 });
    all.server.last().ok('subscribe', { recovered: true, wasRecovering: true, epoch: 'E', offset: 12 });
    [12, 14].forEach((offset) => all.server.last().push('calls', offset));
    assert.deepEqual(all.seen, ['snapshot 10', 12, 'recovered', 14]);
  },
  'starts from a snapshot when nothing can be proved, even one with smaller offsets': async (client) => {
    const all = await subscribed(client);
    await cut(all, 1012);
    all.server.last().welcome();
    all.server.last().ok('subscribe', { recovered: false, wasRecovering: true, epoch: 'F', offset: 2, snapshot: {} });
    all.server.last().push('calls', 3);
    assert.deepEqual(all.seen, ['snapshot 10', 'snapshot 2', 3]);
  },
  'takes nothing from a connection that it has left': async (client) => {
    const all = await subscribed(client);
    const old = all.server.last();
    await cut(all, 4408);
    old.push('calls', 11);
    assert.deepEqual(all.seen, ['snapshot 10']);
  },
  'comes back after 1006, 1012, 4408 and 4429 with the same token': async (client) => {
    for (const code of [1006, 1012, 4408, 4429]) {
      const all = await subscribed(client);
      await cut(all, code);
      assert.equal(all.server.sockets.length, 2, `after ${code}`);
      assert.deepEqual(all.told.renewals, [false, false], `after ${code}`);
      assert.ok(all.told.states.includes(`waiting ${code}`));
    }
  },
  'asks for another token after 4401 and 4419': async (client) => {
    for (const code of [4401, 4419]) {
      const all = await subscribed(client);
      await cut(all, code);
      assert.deepEqual(all.told.renewals, [false, true], `after ${code}`);
    }
  },
  'stops after 4400 and 4403': async (client) => {
    for (const code of [4400, 4403]) {
      const all = await subscribed(client);
      await cut(all, code);
      await all.clock.pass(3_600_000);
      assert.equal(all.server.sockets.length, 1);
      assert.equal(all.it.state, 'stopped');
      assert.equal(all.told.errors.length, 1);
      assert.deepEqual(all.clock.delays(), []);
    }
  },
  'waits anything from nothing to a ceiling that doubles up to its cap': async (client) => {
    for (const random of [0, 0.25, 0.999]) {
      const { clock, server } = await start(client, { random: () => random, silence: 1e9 });
      for (const ceiling of [500, 1000, 2000, 4000, 8000, 15_000, 15_000]) {
        server.last().die(1006);
        assert.deepEqual(clock.delays(), [random * ceiling]);
        await clock.pass(random * ceiling);
      }
      server.last().welcome();
      await clock.pass(10_000);
      server.last().die(1006);
      assert.deepEqual(clock.delays(), [random * 500]);
    }
  },
  'waits longer each time when it is let in and closed at once, until a connection lasts': async (client) => {
    const { clock, server } = await start(client, { silence: 1e9 });
    for (const ceiling of [500, 1000, 2000, 4000, 8000, 15_000, 15_000]) {
      server.last().welcome();
      await clock.pass(9_999);
      server.last().die(4429);
      assert.deepEqual(clock.delays(), [0.5 * ceiling]);
      await clock.pass(0.5 * ceiling);
    }
    server.last().welcome();
    await clock.pass(10_000);
    server.last().die(4429);
    assert.deepEqual(clock.delays(), [250]);
  },
  'tries again when no token can be had': async (client) => {
    let attempts = 0;
    const token = () => { if (++attempts === 1) { throw new Error('away'); } return 'late'; };
    const { clock, server, told } = await start(client, { token });
    assert.equal(server.sockets.length, 0);
    await clock.pass(500);
    assert.deepEqual(server.last().protocols, ['scc.v1.json', 'bearer.late']);
    assert.equal(told.errors[0].message, 'away');
  },
  'renews the token before it ends, on the same connection, again and again': async (client) => {
    const { clock, server, told } = await start(client, { silence: 1e9 });
    server.last().welcome(600_000);
    await clock.pass(539_999);
    assert.equal(server.last().asked('auth').length, 0);
    await clock.pass(1);
    assert.equal(server.last().asked('auth')[0].token, 'token2');
    assert.deepEqual(told.renewals, [false, true]);
    const expires = new Date(clock.now() + 600_000).toISOString();
    server.last().ok('auth', { user: { name: 'u', roles: [], expires }, unsubscribed: [] });
    await clock.pass(540_000);
    assert.equal(server.last().asked('auth').length, 2);
    assert.equal(server.sockets.length, 1);
  },
  'renews by the clock of the server when its own is ahead or behind': async (client) => {
    for (const ahead of [360_000, -360_000]) {
      const { clock, server } = await start(client, { silence: 1e9 });
      server.last().welcome(300_000, clock.now() - ahead);
      for (const renewal of [1, 2, 3]) {
        await clock.pass(239_999);
        assert.equal(server.last().asked('auth').length, renewal - 1, `${ahead} ms ahead`);
        await clock.pass(1);
        assert.equal(server.last().asked('auth').length, renewal, `${ahead} ms ahead`);
        const expires = new Date(clock.now() - ahead + 300_000).toISOString();
        server.last().ok('auth', { user: { name: 'u', roles: [], expires }, unsubscribed: [] });
        await settled();
      }
    }
  },
  'waits a second before it renews a token that is over already': async (client) => {
    const { clock, server } = await start(client, { silence: 1e9 });
    server.last().welcome(-60_000);
    await clock.pass(999);
    assert.equal(server.last().asked('auth').length, 0);
    await clock.pass(1);
    assert.equal(server.last().asked('auth').length, 1);
  },
  'says which channel a new token no longer allows, and asks for it no more': async (client) => {
    const all = await subscribed(client, { silence: 1e9 });
    await all.clock.pass(3_540_000);
    const user = { name: 'u', roles: [], expires: new Date(all.clock.now() + 600_000).toISOString() };
    all.server.last().ok('auth', { user, unsubscribed: ['calls'] });
    await settled();
    assert.equal(all.seen.at(-1), 'refused unsubscribed');
    await cut(all, 1006);
    all.server.last().welcome();
    assert.equal(all.server.last().asked('subscribe').length, 0);
  },
  'leaves at a moment of its own within the window of a rollout': async (client) => {
    const all = await subscribed(client, { silence: 1e9 });
    all.server.last().say({ t: 'closing', in: 30 });
    await all.clock.pass(14_999);
    assert.equal(all.server.sockets.length, 1);
    await all.clock.pass(1);
    assert.equal(all.server.sockets.length, 2);
    assert.ok(all.server.sockets[0].closedByClient);
    all.server.last().welcome();
    assert.deepEqual(all.server.last().asked('subscribe')[0].since, { epoch: 'E', offset: 10 });
  },
  'asks a silent server, and leaves one that does not answer': async (client) => {
    const all = await subscribed(client);
    await all.clock.pass(30_000);
    assert.equal(all.server.last().asked('ping').length, 1);
    all.server.last().ok('ping', { now: 'x' });
    await all.clock.pass(59_999);
    assert.equal(all.server.sockets.length, 1);
    await all.clock.pass(1);
    assert.equal(all.told.states.at(-1), 'waiting 4408');
    assert.ok(all.server.sockets[0].closedByClient);
  },
  'asks again for a channel that is refused for now, and not for one that is refused': async (client) => {
    const all = await start(client);
    const refused = [];
    all.server.last().welcome();
    all.it.subscribe('calls', { refused: (error) => refused.push(error.code) });
    all.server.last().refuse('subscribe', 100, true);
    await all.clock.pass(500);
    assert.equal(all.server.last().asked('subscribe').length, 2);
    all.server.last().refuse('subscribe', 103, false);
    await all.clock.pass(20_000);
    assert.equal(all.server.last().asked('subscribe').length, 2);
    assert.deepEqual(refused, [103]);
  },
  'asks no more for a channel that was refused for now and is no longer wanted': async (client) => {
    const all = await start(client);
    all.server.last().welcome();
    all.it.subscribe('calls', {});
    all.server.last().refuse('subscribe', 100, true);
    all.it.unsubscribe('calls');
    await all.clock.pass(20_000);
    assert.equal(all.server.last().asked('subscribe').length, 1);
  },
  'asks again with the newest filter only': async (client) => {
    const all = await start(client);
    all.server.last().welcome();
    all.it.subscribe('calls', {}, { types: ['call.started'] });
    all.server.last().refuse('subscribe', 100, true);
    all.it.subscribe('calls', {}, { types: ['call.ended'] });
    all.server.last().refuse('subscribe', 100, true);
    await all.clock.pass(20_000);
    assert.deepEqual(
      all.server.last().asked('subscribe').map((request) => request.filter.types[0]),
      ['call.started', 'call.ended', 'call.ended'],
    );
  },
  'asks again soon for a channel that is refused for now, however long it took to connect': async (client) => {
    const all = await start(client);
    for (let lost = 0; lost < 6; lost++) {
      await cut(all, 1006);
    }
    all.server.last().welcome();
    all.it.subscribe('calls', {});
    all.server.last().refuse('subscribe', 100, true);
    await all.clock.pass(250);
    assert.equal(all.server.last().asked('subscribe').length, 2);
  },
  'sends filters, history and presence as the protocol has them': async (client) => {
    const { it, server } = await start(client);
    server.last().welcome();
    it.subscribe('queue:support', {}, { types: ['call.*'], call: ['n/1'] });
    assert.deepEqual(server.last().asked('subscribe')[0].filter, { types: ['call.*'], call: ['n/1'] });
    const history = it.history('calls', 2);
    server.last().ok('history', { epoch: 'E', offset: 3, events: [{ t: 'event', ch: 'calls', o: 3, e: { id: 'e3' } }] });
    assert.deepEqual(await history, [{ id: 'e3' }]);
    const presence = it.presence('calls');
    server.last().ok('presence', { clients: [{ user: 'u', since: 'now' }] });
    assert.deepEqual(await presence, [{ user: 'u', since: 'now' }]);
    const lost = it.presence('calls');
    server.last().die(1006);
    await assert.rejects(lost, client.ConnectionLost);
  },
  'asks once for a channel that is wanted at the welcome': async (client) => {
    const all = await start(client, { onWelcome: () => all.it.subscribe('calls', {}) });
    all.server.last().welcome();
    assert.equal(all.server.last().asked('subscribe').length, 1);
  },
  'stays away when it is closed by who is told that the connection was lost': async (client) => {
    const all = await start(client, { onState: (state) => state === 'waiting' && all.it.close() });
    await cut(all, 4419);
    assert.equal(all.server.sockets.length, 1);
    assert.deepEqual(all.clock.delays(), []);
    assert.equal(all.it.state, 'stopped');
  },
  'stays away when it is closed by who is told that there is no token': async (client) => {
    const token = (renew) => { if (renew) { throw new Error('none'); } return 'first'; };
    const all = await start(client, { token, onError: () => all.it.close() });
    await cut(all, 4419);
    assert.equal(all.it.state, 'stopped');
    assert.deepEqual(all.clock.delays(), []);
  },
  'is quiet after it was closed': async (client) => {
    const all = await subscribed(client);
    all.it.close();
    await all.clock.pass(3_600_000);
    assert.ok(all.server.last().closedByClient);
    assert.equal(all.server.sockets.length, 1);
    assert.deepEqual(all.clock.delays(), []);
    assert.equal(all.told.states.at(-1), 'stopped');
  },
};

/** The outcome of each test by its name: `ok`, or what is wrong. */
module.exports = async (module) => {
  const outcomes = {};
  for (const [name, test] of Object.entries(tests)) {
    outcomes[name] = await test(require(module)).then(() => 'ok', (failed) => String(failed.stack));
  }
  return JSON.stringify(outcomes);
};
