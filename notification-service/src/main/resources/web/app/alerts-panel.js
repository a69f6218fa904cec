import { LitElement, html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Refused } from './api.js';
import { textOf } from './alert-texts.js';
import { clock, recent, secondsSince } from './format.js';
import { wordsOf } from './words.js';

/** For how long an alert can be silenced here, minutes. */
const SILENCES = [15, 60, 480];

/** What somebody should look at. Offers what can be done about it, and says when the service refuses. */
class AlertsPanel extends LitElement {
  static properties = {
    told: {},
    silenced: {},
    acknowledged: {},
    now: {},
    language: {},
    api: {},
    usual: {},
    nameOf: {},
    busy: { state: true },
    problem: { state: true },
  };

  createRenderRoot() {
    return this;
  }

  /** Runs what a button asks for; the channel tells what became of it. */
  async #run(action) {
    this.busy = true;
    this.problem = undefined;
    try {
      await action();
    } catch (error) {
      this.problem = error instanceof Refused ? error.message : wordsOf(this.language)('noAnswer');
    }
    this.busy = false;
  }

  /** An alert has an id for each time that it was raised; channels tell its key, the same at all times, and since when. */
  async #acknowledge({ key, since }) {
    const { alerts } = await this.api('GET', '/api/alerts?state=open&limit=1000');
    const alert = alerts.find((each) => each.key === key && Date.parse(each.since) === Date.parse(since));
    if (!alert) {
      throw new Refused(wordsOf(this.language)('alertNotStored'));
    }
    await this.api('POST', `/api/alerts/${encodeURIComponent(alert.id)}/acknowledgement`, {});
  }

  #silence(key, minutes) {
    return this.api('POST', '/api/alerts/silences', { key, until: new Date(this.now + minutes * 60_000).toISOString() });
  }

  async #endSilence(key) {
    const { silences } = await this.api('GET', '/api/alerts/silences');
    const mine = silences.filter((silence) => silence.key === key);
    if (!mine.length) {
      throw new Refused(wordsOf(this.language)('silencedByPattern'));
    }
    await Promise.all(mine.map(({ id }) => this.api('DELETE', `/api/alerts/silences/${encodeURIComponent(id)}`)));
  }

  render() {
    const words = wordsOf(this.language);
    return html`
      <section class="card alerts" aria-labelledby="alerts-title">
        <h2 id="alerts-title" tabindex="-1">${words('alerts')} <span class="count">${this.told.length}</span></h2>
        ${this.problem ? html`<p class="problem" role="alert" data-testid="alert-problem">${this.problem}</p>` : nothing}
        ${this.told.length
          ? html`<ul data-testid="alerts">${repeat(this.told, (alert) => alert.key, (alert) => this.#alert(alert, words))}</ul>`
          : html`<p class="empty">${words('noAlerts')}</p>`}
        ${this.silenced.length ? this.#silencedOnes(words) : nothing}
      </section>
    `;
  }

  #text(alert) {
    return textOf(alert, this.language, this.usual, this.nameOf);
  }

  #alert(alert, words) {
    const by = this.acknowledged.get(alert.key);
    return html`
      <li class="alert ${alert.severity.toLowerCase()}" data-testid="alert-${alert.key}" data-severity=${alert.severity}
        data-acknowledged=${by ? by.by : ''}>
        ${this.#about(alert, words)}
        <div class="actions">
          ${by
            ? html`<p class="chip good" data-testid="alert-acknowledged">${words('acknowledgedBy', by.by)}</p>
                ${by.note ? html`<p class="quiet">${by.note}</p>` : nothing}`
            : html`<button type="button" class="primary" data-testid="acknowledge" ?disabled=${this.busy}
                aria-label="${words('acknowledge')}: ${this.#text(alert).what}" @click=${() => this.#run(() => this.#acknowledge(alert))}>
                ${words('acknowledge')}</button>`}
          ${this.#silenceForm(alert, words)}
        </div>
      </li>
    `;
  }

  #about(alert, words) {
    const { what, advice } = this.#text(alert);
    return html`
      <div class="about">
        <p>
          <span class="chip ${alert.severity === 'CRITICAL' ? 'bad' : 'warning'}">${words(alert.severity)}</span>
          <strong data-testid="alert-what">${what}</strong>
          ${alert.since
            ? html`<span class="time quiet" data-testid="alert-since">
                ${words('since', recent(alert.since, this.now, this.language))},
                ${clock(secondsSince(alert.since, this.now))}</span>`
            : nothing}
        </p>
        ${advice ? html`<p class="quiet" data-testid="alert-advice">${advice}</p>` : nothing}
      </div>
    `;
  }

  #silenceForm(alert, words) {
    const submit = (event) => {
      event.preventDefault();
      const minutes = Number(new FormData(event.target).get('minutes'));
      this.#run(() => this.#silence(alert.key, minutes));
    };
    return html`
      <form class="silence" @submit=${submit}>
        <select name="minutes" data-testid="silence-minutes" aria-label="${words('silenceFor')}: ${this.#text(alert).what}">
          ${SILENCES.map((minutes) => html`<option value=${minutes}>${duration(minutes, words)}</option>`)}
        </select>
        <button data-testid="silence" ?disabled=${this.busy}>${words('silence')}</button>
      </form>
    `;
  }

  #silencedOnes(words) {
    return html`
      <details data-testid="silenced">
        <summary>${words('silencedAlerts')} <span class="count">${this.silenced.length}</span></summary>
        <ul>
          ${repeat(this.silenced, (alert) => alert.key, (alert) => html`
            <li class="alert" data-testid="silenced-${alert.key}">
              ${this.#about(alert, words)}
              <div class="actions">
                <button type="button" data-testid="end-silence" ?disabled=${this.busy}
                  @click=${() => this.#run(() => this.#endSilence(alert.key))}>${words('endSilence')}</button>
              </div>
            </li>`)}
        </ul>
      </details>
    `;
  }
}

const duration = (minutes, words) => (minutes < 60 ? words('minutes', minutes) : words('hours', minutes / 60));

customElements.define('scc-alerts', AlertsPanel);
