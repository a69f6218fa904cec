import { html } from 'lit';
import { clock, secondsSince } from './format.js';

const reachable = (operator) => !['UNAVAILABLE', 'INVALID', 'UNKNOWN'].includes(operator.device);
const free = (operator) =>
  operator.device === 'NOT_INUSE' && operator.memberships.some((membership) => !membership.paused);

/** When the caller who waits longest began, over all queues or one. */
export function longestSince(queue, kpi) {
  const waiting = queue?.waiting.map((entry) => entry.since) ?? [];
  return queue ? waiting.sort()[0] : kpi?.longestWaitingSince;
}

/** The four figures to see from across the room. */
export function summary({ live, now, words, figuresOnly }) {
  const names = new Set([...live.queues.keys(), ...live.queueKpis.keys()]);
  let waiting = 0;
  let longest;
  names.forEach((name) => {
    const queue = live.queues.get(name);
    const kpi = live.queueKpis.get(name);
    waiting += queue ? queue.waiting.length : (kpi?.waiting ?? 0);
    const since = longestSince(queue, kpi);
    longest = since && (!longest || since < longest) ? since : longest;
  });
  const online = [...live.operators.values()].filter(reachable);
  const figures = [
    ['waitingNow', waiting, waiting ? 'warm' : '', 'total-waiting'],
    ['longestNow', longest ? clock(secondsSince(longest, now)) : '–', longest ? 'warm' : '', 'total-longest'],
    ...(figuresOnly
      ? []
      : [
          ['activeNow', live.calls.size, '', 'total-calls'],
          ['freeNow', online.filter(free).length, '', 'total-free', words('ofOnline', online.length)],
        ]),
  ];
  return html`
    <dl class="figures">
      ${figures.map(([key, value, mood, testId, more]) => html`
        <div class="card figure ${mood}">
          <dt>${words(key)}</dt>
          <dd data-testid=${testId}>${value}${more ? html` <small>${more}</small>` : ''}</dd>
        </div>`)}
    </dl>
  `;
}
