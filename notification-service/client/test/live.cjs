'use strict';

/** Reads one call's events from a real server until the one with the dialled number `end`, and tells everything that happened. */
module.exports = (module, url, token, call) =>
  new Promise((done) => {
    const { NotificationClient } = require(module);
    const told = { dialled: [], states: [], frames: [], snapshots: 0, recovered: 0 };
    class Recording extends WebSocket {
      constructor(...address) {
        super(...address);
        this.addEventListener('message', (message) => told.frames.push(JSON.parse(message.data)));
      }
    }
    const client = new NotificationClient({
      url,
      token: () => token,
      WebSocket: Recording,
      firstDelay: 50,
      onState: (state, code) => told.states.push(code ? `${state} ${code}` : state),
    });
    client.subscribe('calls', {
      snapshot: () => told.snapshots++,
      recovered: () => told.recovered++,
      event: ({ data }) => {
        if (data.callId !== call || data.type !== 'call.started') { return; }
        told.dialled.push(data.dialled);
        if (data.dialled === 'end') {
          client.close();
          done(JSON.stringify(told));
        }
      },
    }, { types: ['call.started'] });
    client.connect();
  });
