import { html, nothing } from 'lit';
import { moment } from './format.js';

/** A link only where the address is one of the web: a card's texts come from anywhere. */
function webAddress(text) {
  const address = URL.canParse(text ?? '') ? new URL(text) : undefined;
  return address && ['http:', 'https:'].includes(address.protocol) ? address.href : undefined;
}

/** Who calls, as far as it is known: the customer, earlier calls of the number, and what was written about both. */
export function customerCard({ card, language, words }) {
  const { customer, lastCalls = [], comments = [] } = card;
  return html`
    <div class="customer" data-testid="customer-card" data-moment=${card.moment}>
      ${customer ? profile(customer, words) : html`<p class="quiet" data-testid="no-customer">${words('noCustomer')}</p>`}
      <div class="history">
        ${list('lastCalls', lastCalls, 'noLastCalls', (call) => earlier(call, language, words), words)}
        ${list('comments', comments, 'noComments', (comment) => written(comment, language), words)}
      </div>
    </div>
  `;
}

function profile(customer, words) {
  const address = webAddress(customer.url);
  const facts = [
    ['numbers', (customer.numbers ?? []).join(', ')],
    ['email', customer.email],
    ['note', customer.note],
  ].filter(([, value]) => value);
  return html`
    <h3>
      <span data-testid="customer-name">${customer.name || customer.company || words('noName')}</span>
      ${(customer.tags ?? []).map((tag) => html`<span class="chip ${tag.toLowerCase() === 'vip' ? 'vip' : ''}"
        data-testid="customer-tag">${tag}</span>`)}
    </h3>
    ${customer.name && customer.company ? html`<p data-testid="customer-company">${customer.company}</p>` : nothing}
    <dl class="facts">
      ${facts.map(([key, value]) => html`<dt>${words(key)}</dt><dd data-testid="customer-${key}">${value}</dd>`)}
    </dl>
    ${address ? html`<p><a href=${address} target="_blank" rel="noopener noreferrer">${words('openInCrm')}</a></p>` : nothing}
  `;
}

function list(key, items, none, item, words) {
  return html`
    <section>
      <h4>${words(key)}</h4>
      ${items.length
        ? html`<ul data-testid="card-${key}">${items.map((each) => html`<li>${item(each)}</li>`)}</ul>`
        : html`<p class="quiet">${words(none)}</p>`}
    </section>
  `;
}

function earlier(call, language, words) {
  const who = call.operator?.name ?? call.operator?.interface;
  return html`
    <span class="time quiet">${moment(call.at, language)}</span>
    <span class="chip ${call.answered ? 'good' : 'bad'}">${words(call.answered ? 'wasAnswered' : 'wasNotAnswered')}</span>
    ${[call.queue, who].filter(Boolean).join(', ')}
  `;
}

function written(comment, language) {
  return html`${comment.text} <small class="quiet">${comment.by}, ${moment(comment.at, language)}</small>`;
}
