import { LitElement, html, nothing } from 'lit';
import { NotificationClient } from './client.js';
import { Live } from './live.js';
import { firstLanguage, languageNames, wordsOf } from './words.js';
import { callsPanel } from './calls-panel.js';
import { operatorsPanel } from './operators-panel.js';
import { queuesPanel } from './queues-panel.js';
import { summary } from './summary.js';
import './sign-in.js';

const TOKEN = 'scc.token';

/** The channels that this page reads: everything at once where wildcards are allowed, else each one that is offered. */
function channelsToRead(offered) {
  const has = (name) => offered.includes(name);
  return offered.filter((name) => {
    const wildcard = name.startsWith('kpi:queue:') ? 'kpi:queue:*' : name.startsWith('queue:') ? 'queue:*' : null;
    return !wildcard || !has(wildcard) || name === wildcard;
  });
}

/**
 * The page. Renders without a shadow root, so that styles, tests and assistive technology see one document. Everything from
 * outside goes through Lit's templates, which escape it.
 */
class ConsoleApp extends LitElement {
  static properties = {
    token: { state: true },
    language: { state: true },
    connection: { state: true },
    user: { state: true },
    message: { state: true },
    now: { state: true },
  };

  constructor() {
    super();
    this.language = firstLanguage();
    this.token = sessionStorage.getItem(TOKEN);
    this.connection = 'closed';
    this.live = new Live();
    this.clockOffset = 0;
    this.now = Date.now();
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.ticker = setInterval(() => {
      this.now = Date.now() + this.clockOffset;
    }, 1000);
    if (this.token) {
      this.#connect();
    }
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.ticker);
    this.client?.close();
  }

  #connect() {
    const url = new URL('/ws/v1', location.href);
    url.protocol = url.protocol.replace('http', 'ws');
    this.live = new Live();
    this.client = new NotificationClient(url.href, () => this.token, {
      state: (name, code) => this.#state(name, code),
      welcome: (frame) => this.#welcome(frame),
      snapshot: (channel, data, offset) => this.#change(() => this.live.snapshot(channel, data, offset)),
      event: (channel, offset, event) => this.#change(() => this.live.event(offset, event)),
      refused: (channel, error) => console.warn(`${channel}: ${error.message}`),
    });
    this.client.connect();
  }

  #change(apply) {
    apply();
    this.requestUpdate();
  }

  #state(name, code) {
    this.connection = name;
    if (code === 4401 || code === 4419) {
      this.#signOut('ended');
    } else if (code === 4403) {
      this.#signOut('forbidden');
    }
  }

  #welcome(frame) {
    this.user = frame.user;
    this.clockOffset = Date.parse(frame.now) - Date.now();
    this.now = Date.parse(frame.now);
    if (this.epoch !== frame.epoch) {
      this.epoch = frame.epoch;
      this.live = new Live();
    }
    channelsToRead(frame.channels).forEach((channel) => this.client.subscribe(channel));
  }

  #signIn(token) {
    sessionStorage.setItem(TOKEN, token);
    this.token = token;
    this.message = undefined;
    this.#connect();
  }

  #signOut(message) {
    sessionStorage.removeItem(TOKEN);
    this.client?.close();
    this.token = null;
    this.user = undefined;
    this.epoch = undefined;
    this.message = message;
  }

  #speak(language) {
    localStorage.setItem('scc.language', language);
    this.language = language;
  }

  updated() {
    document.documentElement.lang = this.language;
    document.title = `${wordsOf(this.language)('title')} · Smart Call Center`;
  }

  render() {
    const words = wordsOf(this.language);
    return html`
      ${this.#header(words)}
      ${this.token
        ? this.#board(words)
        : html`<scc-sign-in
            .language=${this.language}
            .message=${this.message}
            @token=${(event) => this.#signIn(event.detail)}
          ></scc-sign-in>`}
    `;
  }

  #header(words) {
    return html`
      <header class="bar">
        <img src="/logo.svg" alt="" width="32" height="32" />
        <h1>Smart Call Center <span class="quiet">${words('title')}</span></h1>
        ${this.token
          ? html`<p class="connection ${this.connection}" role="status" data-testid="connection-state"
                data-state=${this.connection}>${words(this.connection)}</p>`
          : nothing}
        <span class="grow"></span>
        ${this.#nodes(words)}
        <div class="languages" role="group" aria-label=${words('language')}>
          ${Object.entries(languageNames).map(([code, name]) => html`
            <button type="button" lang=${code} title=${name} data-testid="language-${code}"
              aria-pressed=${this.language === code} @click=${() => this.#speak(code)}>${code.toUpperCase()}</button>`)}
        </div>
        ${this.token
          ? html`<span class="user" data-testid="user">${this.user?.name}</span>
              <button type="button" class="plain" data-testid="sign-out" @click=${() => this.#signOut()}>
                ${words('signOut')}
              </button>`
          : nothing}
      </header>
    `;
  }

  #nodes(words) {
    return [...this.live.nodes.values()].map((node) => {
      const ariOnly = node.mode === 'ARI_ONLY';
      const down = [!node.ari && 'ARI', !node.ami && !ariOnly && 'AMI'].filter(Boolean);
      return html`<span class="chip ${down.length ? 'bad' : 'good'}" data-testid="node-${node.node}">
        ${words('node')} ${node.node}${down.length ? `: ${down.join(', ')} ${words('linkDown')}` : ''}${ariOnly ? ` (${words('ariOnly')})` : ''}
      </span>`;
    });
  }

  #board(words) {
    // an analyst reads figures, not live calls and operators
    const figuresOnly = Boolean(this.user) && !this.user.roles.some((role) => role !== 'analyst');
    const view = { live: this.live, now: this.now, language: this.language, words, figuresOnly };
    return html`
      <main class=${this.connection === 'live' ? '' : 'stale'}>
        ${summary(view)}
        ${queuesPanel(view)}
        ${figuresOnly ? nothing : callsPanel(view)}
        ${operatorsPanel(view)}
      </main>
    `;
  }
}

customElements.define('scc-console', ConsoleApp);
