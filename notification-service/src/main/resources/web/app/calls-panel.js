import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { clock, secondsSince } from './format.js';

const byAge = (a, b) => a.started.localeCompare(b.started) || a.callId.localeCompare(b.callId);

export function callsPanel({ live, now, words }) {
  const calls = [...live.calls.values()].sort(byAge);
  return html`
    <section class="card calls" aria-labelledby="calls-title">
      <h2 id="calls-title">${words('calls')} <span class="count">${calls.length}</span></h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">${words('caller')}</th>
              <th scope="col">${words('dialled')}</th>
              <th scope="col">${words('state')}</th>
              <th scope="col">${words('queue')}</th>
              <th scope="col">${words('operator')}</th>
              <th scope="col" class="n">${words('duration')}</th>
            </tr>
          </thead>
          <tbody data-testid="calls">
            ${calls.length
              ? repeat(calls, (call) => call.callId, (call) => row(call, live.cards.customerOf(call.callId), now, words))
              : html`<tr><td colspan="6" class="empty">${words('noCalls')}</td></tr>`}
          </tbody>
        </table>
      </div>
    </section>
  `;
}

function row(call, customer, now, words) {
  const name = customer?.name || call.caller.name;
  const operators = call.agent ? [call.agent] : call.ringing;
  return html`
    <tr data-testid="call-${call.callId}" data-call-id=${call.callId} data-state=${call.state}>
      <th scope="row">
        ${call.caller.number || words('unknownCaller')}
        ${name ? html`<small class="quiet" data-testid="call-name">${name}</small>` : nothing}
      </th>
      <td>${call.dialled || '–'}</td>
      <td>
        <span class="chip ${call.state.toLowerCase()}">${words(call.state)}</span>
        <span class="time quiet">${clock(secondsSince(call.since, now))}</span>
        ${call.fallback
          ? html`<span class="chip bad" title=${words('fallbackHint')}>${words('fallback')}</span>`
          : nothing}
      </td>
      <td>${call.queue ?? '–'}</td>
      <td>${operators.length ? operators.map((agent) => agent.name).join(', ') : '–'}</td>
      <td class="n time">${clock(secondsSince(call.started, now))}</td>
    </tr>
  `;
}
