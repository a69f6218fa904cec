import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { clock, count, secondsSince } from './format.js';

const byName = (a, b) => a.agent.name.localeCompare(b.agent.name) || a.agent.interface.localeCompare(b.agent.interface);

/** Operators whose live state this user may not see still have their figures. */
function everybody(live) {
  const known = new Map(live.operators);
  const seen = new Set([...known.values()].map((operator) => operator.agent.interface));
  live.operatorKpis.forEach((kpi, id) => {
    if (!seen.has(id)) {
      known.set(id, { agent: kpi.agent, memberships: [] });
    }
  });
  return [...known.values()].sort(byName);
}

export function operatorsPanel({ live, now, words }) {
  const operators = everybody(live);
  const talks = callers(live);
  return html`
    <section class="card operators" aria-labelledby="operators-title">
      <h2 id="operators-title">${words('operators')} <span class="count">${operators.length}</span></h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">${words('operator')}</th>
              <th scope="col">${words('phone')}</th>
              <th scope="col">${words('pause')}</th>
              <th scope="col">${words('memberOf')}</th>
              <th scope="col" class="n">${words('offered')} <small>${words('today')}</small></th>
              <th scope="col" class="n">${words('answered')} <small>${words('today')}</small></th>
              <th scope="col" class="n">${words('missed')} <small>${words('today')}</small></th>
            </tr>
          </thead>
          <tbody>
            ${operators.length
              ? repeat(operators, (o) => `${o.node}/${o.agent.interface}`, (o) => row(o, live.operatorKpis.get(o.agent.interface), talks.get(`${o.node}/${o.agent.interface}`), now, words))
              : html`<tr><td colspan="7" class="empty">${words('noOperators')}</td></tr>`}
          </tbody>
        </table>
      </div>
    </section>
  `;
}

/** The state of an operator's phone, and since when. */
export function phone({ device, deviceSince }, now, words) {
  return html`
    <span class="chip ${device.toLowerCase()}">${words(device)}</span>
    ${deviceSince ? html`<span class="time quiet">${clock(secondsSince(deviceSince, now))}</span>` : nothing}
  `;
}

/** Who rings or talks with whom: node and interface of the operator -> the customer's name, or the number. */
function callers(live) {
  const names = new Map();
  live.calls.forEach((call) => {
    const name = live.cards.customerOf(call.callId)?.name || call.caller.number;
    const node = call.callId.split('/')[0];
    (call.agent ? [call.agent] : call.ringing).forEach((agent) => names.set(`${node}/${agent.interface}`, name));
  });
  return names;
}

function row(operator, kpi, caller, now, words) {
  const { agent, device } = operator;
  return html`
    <tr data-testid="operator-${agent.interface}" data-device=${device ?? ''}>
      <th scope="row">${agent.name} <small class="quiet">${agent.interface}</small></th>
      <td>
        ${device ? phone(operator, now, words) : '–'}
        ${caller ? html`<small class="quiet caller" title=${caller} data-testid="operator-caller">${caller}</small>` : nothing}
      </td>
      <td data-testid="operator-pause">${pause(operator.memberships, now, words)}</td>
      <td class="quiet">${operator.memberships.map((membership) => membership.queue).join(', ') || '–'}</td>
      <td class="n" data-testid="operator-offered">${count(kpi?.offered)}</td>
      <td class="n" data-testid="operator-answered">${count(kpi?.answered)}</td>
      <td class="n ${kpi?.missed ? 'warm' : ''}" data-testid="operator-missed">${count(kpi?.missed)}</td>
    </tr>
  `;
}

/** Whether and why an operator is paused; `none` when not. */
export function pause(memberships, now, words, none = '–') {
  const paused = memberships.filter((membership) => membership.paused);
  if (!paused.length) {
    return none;
  }
  const everywhere = paused.length === memberships.length;
  const reason = paused.find((membership) => membership.pauseReason)?.pauseReason;
  const since = paused.map((membership) => membership.pausedSince).filter(Boolean).sort()[0];
  return html`
    <span class="chip paused">
      ${everywhere ? words('paused') : words('pausedIn', paused.map((membership) => membership.queue).join(', '))}
    </span>
    ${paused.some((membership) => membership.auto) ? html`<span class="chip bad">${words('autoPause')}</span>` : nothing}
    ${reason ? html`<span class="quiet">${reason}</span>` : nothing}
    ${since ? html`<span class="time quiet">${clock(secondsSince(since, now))}</span>` : nothing}
  `;
}
