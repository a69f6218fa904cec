import { html } from 'lit';
import { clock, count, percent, seconds, secondsSince } from './format.js';
import { longestSince } from './summary.js';

/** A wait that deserves a look (seconds), and one that hurts. */
const LONG = 20;
const TOO_LONG = 60;

export function queuesPanel({ live, now, language, words }) {
  const names = [...new Set([...live.queues.keys(), ...live.queueKpis.keys()])].sort();
  return html`
    <section class="card queues" aria-labelledby="queues-title">
      <h2 id="queues-title">${words('queues')}</h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">${words('queue')}</th>
              <th scope="col" class="n">${words('waiting')}</th>
              <th scope="col" class="n">${words('longest')}</th>
              <th scope="col">${words('operators')}</th>
              <th scope="col" class="n">${words('avgWait')} <small>${words('today')}</small></th>
              <th scope="col">${words('serviceLevel')} <small>${words('today')}</small></th>
              <th scope="col" class="n">${words('answered')} <small>${words('today')}</small></th>
              <th scope="col" class="n">${words('abandoned')} <small>${words('today')}</small></th>
            </tr>
          </thead>
          <tbody>
            ${names.length
              ? names.map((name) => row(name, live.queues.get(name), live.queueKpis.get(name), now, language, words))
              : html`<tr><td colspan="8" class="empty">${words('noQueues')}</td></tr>`}
          </tbody>
        </table>
      </div>
    </section>
  `;
}

const MEMBERS = ['available', 'ringing', 'talking', 'paused', 'unreachable'];

/** 2 free, 1 talking: the members by what they do now, those that there are. */
function members(operators, words) {
  const counts = MEMBERS.filter((state) => operators?.[state]).map((state) => `${operators[state]} ${words(`members.${state}`)}`);
  return counts.length ? counts.join(', ') : '–';
}

function row(name, queue, kpi, now, language, words) {
  const waiting = queue ? queue.waiting.length : (kpi?.waiting ?? 0);
  const since = longestSince(queue, kpi);
  const wait = secondsSince(since, now);
  const mood = !since || wait < LONG ? '' : wait < TOO_LONG ? 'warm' : 'hot';
  const level = kpi?.serviceLevel;
  return html`
    <tr data-testid="queue-${name}" data-waiting=${waiting}>
      <th scope="row">${name} <small class="quiet">${queue?.strategy ?? ''}</small></th>
      <td class="n big" data-testid="queue-waiting">${waiting}</td>
      <td class="n time ${mood}" data-testid="queue-longest">${since ? clock(wait) : '–'}</td>
      <td class="quiet" data-testid="queue-operators">${members(kpi?.operators, words)}</td>
      <td class="n">${seconds(kpi?.avgWait, language)}</td>
      <td class="level">
        <meter min="0" max="100" low="60" high="80" optimum="100" .value=${level ?? 0} aria-hidden="true"></meter>
        <span data-testid="queue-service-level">${percent(level, language)}</span>
      </td>
      <td class="n" data-testid="queue-answered">${count(kpi?.answered)}</td>
      <td class="n" data-testid="queue-abandoned">${count(kpi?.abandoned)}</td>
    </tr>
  `;
}
