import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { customerCard } from './customer-card.js';
import { clock, count, percent, seconds, secondsSince } from './format.js';
import { phone, pause } from './operators-panel.js';

/** What operators need: how they stand, who calls them, and what they did today. */
export function myPanel(view) {
  const { live, words } = view;
  const calls = live.myCalls;
  return html`
    <section class="card mine" aria-labelledby="mine-title" data-testid="my-panel">
      ${myState(view)}
      ${calls.length
        ? repeat(calls, (call) => call.callId, (call) => myCall(call, view))
        : html`<p class="empty">${words('noCallForMe')}</p>`}
      <p class="unseen" role="status">${calls.map((call) => spoken(call, live, words)).join(', ')}</p>
    </section>
  `;
}

/** One for each node that knows the phone. */
function myState({ live, now, language, words }) {
  const places = [...live.operators.values()].filter((operator) => operator.agent.interface === live.me);
  const kpi = live.operatorKpis.get(live.me);
  const name = places[0]?.agent.name ?? kpi?.agent.name ?? live.me;
  const figures = [
    ['offered', count(kpi?.offered)],
    ['answered', count(kpi?.answered)],
    ['missed', count(kpi?.missed)],
    ['efficiency', percent(kpi?.efficiency, language)],
    ['avgTalk', seconds(kpi?.avgTalk, language)],
  ];
  return html`
    <div class="my-state">
      <h2 id="mine-title">${name} ${name === live.me ? nothing : html`<small class="quiet">${live.me}</small>`}</h2>
      ${places.map((operator) => html`
        <p data-testid="my-state" data-device=${operator.device}>
          ${places.length > 1 ? html`<span class="quiet">${operator.node}</span>` : nothing}
          ${phone(operator, now, words)} ${pause(operator.memberships, now, words, nothing)}
        </p>`)}
      <span class="grow"></span>
      <dl class="my-figures">
        ${figures.map(([key, value]) => html`
          <div><dt>${words(key)} <small>${words('today')}</small></dt><dd data-testid="my-${key}">${value}</dd></div>`)}
      </dl>
    </div>
  `;
}

/** A phone that rings is one that others may have answered already. */
const stateOf = (call, me) => (call.agent?.interface === me ? call.state : 'RINGING');

/** What is said aloud: the clocks of the panel would be said every second. */
function spoken(call, live, words) {
  const customer = live.cards.of(call.callId, live.me)?.customer;
  return [words(stateOf(call, live.me)), customer?.name || call.caller.name, call.caller.number].filter(Boolean).join(' ');
}

function myCall(call, view) {
  const { live, now, words } = view;
  const card = live.cards.of(call.callId, live.me);
  const state = stateOf(call, live.me);
  return html`
    <article class="my-call ${state.toLowerCase()}" data-testid="my-call" data-call-id=${call.callId} data-state=${state}
      aria-label="${words('caller')}: ${call.caller.number || words('unknownCaller')}">
      <p class="line">
        <span class="chip ${state.toLowerCase()}">${words(state)}</span>
        <span class="time">${clock(secondsSince(call.since, now))}</span>
        <strong class="number" data-testid="my-caller">${call.caller.number || words('unknownCaller')}</strong>
        ${call.caller.name ? html`<span class="quiet" data-testid="my-caller-name">${call.caller.name}</span>` : nothing}
        ${call.queue ? html`<span class="quiet">${words('queue')} ${call.queue}</span>` : nothing}
      </p>
      ${card ? customerCard({ card, ...view }) : nothing}
    </article>
  `;
}
