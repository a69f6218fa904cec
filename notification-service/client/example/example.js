import { NotificationClient } from '../index.js';

const element = (id) => document.getElementById(id);
const callers = new Map();

function show() {
  element('waiting').replaceChildren(...[...callers.values()].map((caller) => {
    const item = document.createElement('li');
    item.textContent = caller.number || 'withheld';
    return item;
  }));
}

element('form').addEventListener('submit', (submit) => {
  submit.preventDefault();
  element('form').hidden = true;
  const client = new NotificationClient({
    url: location.origin.replace(/^http/, 'ws') + '/ws/v1',
    token: () => element('token').value,
    onState: (state) => { element('state').value = state; },
  });
  client.subscribe(`queue:${element('queue').value}`, {
    snapshot({ queues }) { callers.clear(); queues[0].waiting.forEach((w) => callers.set(w.entryId, w.caller)); show(); },
    event({ data }) {
      if (data.type === 'call.queue.joined') { callers.set(data.entryId, data.caller); }
      if (data.type === 'call.queue.left' || data.type === 'call.answered') { callers.delete(data.entryId); }
      show();
    },
  });
  client.connect();
});
