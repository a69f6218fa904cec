import { LitElement, html, nothing } from 'lit';
// the client for everybody, notification-service/client: its build puts it beside these files
import { NotificationClient } from './client/index.js';
import { apiWith, consoleConfig } from './api.js';
import { Live } from './live.js';
import { firstLanguage, languageNames, wordsOf } from './words.js';
import { callsPanel } from './calls-panel.js';
import { myPanel } from './my-panel.js';
import { operatorsPanel } from './operators-panel.js';
import { queuesPanel } from './queues-panel.js';
import { summary } from './summary.js';
import { voicemailsPanel } from './voicemails-panel.js';
import './alerts-panel.js';
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

/** What the connection's states are called here: a queue's callers are waiting too. */
const connections = { connecting: 'connecting', live: 'live', waiting: 'reconnecting', stopped: 'closed' };

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
    usualAdvice: { state: true },
    now: { state: true },
  };

  constructor() {
    super();
    this.language = firstLanguage();
    this.token = sessionStorage.getItem(TOKEN);
    this.connection = 'closed';
    this.usualAdvice = {};
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
    this.#configure();
    if (this.token) {
      this.#connect();
    }
  }

  async #configure() {
    this.usualAdvice = (await consoleConfig()).advice ?? {};
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
    this.api = apiWith(this.token);
    this.channels = new Set();
    this.client = new NotificationClient({
      url: url.href,
      token: (renew) => this.#bearer(renew),
      onState: (state, code) => this.#state(state, code),
      onWelcome: (welcome) => this.#welcome(welcome),
      onError: (error) => this.#failed(error),
    });
    this.client.connect();
  }

  /** Nothing here can renew a token: when it ends, the user signs in again. */
  #bearer(renew) {
    if (renew) {
      throw new Error('the token cannot be renewed');
    }
    return this.token;
  }

  /** A token that no subprotocol can carry is no token: WebSocket refuses what is not a word of RFC 7230. */
  #failed(error) {
    if (error.name === 'SyntaxError') {
      this.#signOut('ended');
    }
  }

  #read(channel, filter) {
    this.channels.add(channel);
    const handlers = {
      snapshot: (data, { offset }) => this.#change(() => this.live.snapshot(channel, data, offset)),
      event: (event, offset) => this.#change(() => this.live.event(offset, event)),
      refused: (error) => {
        this.channels.delete(channel);
        console.warn(`${channel}: ${error.message ?? error}`);
      },
    };
    this.client.subscribe(channel, handlers, filter);
  }

  #change(apply) {
    apply();
    this.requestUpdate();
  }

  #state(state, code) {
    this.connection = connections[state];
    if (code === 4401 || code === 4419) {
      this.#signOut('ended');
    } else if (code === 4403) {
      this.#signOut('forbidden');
    }
  }

  #welcome({ user, now, epoch, channels }) {
    this.user = user;
    this.clockOffset = Date.parse(now) - Date.now();
    this.now = Date.parse(now);
    if (this.epoch !== epoch) {
      this.epoch = epoch;
      this.live = new Live(user.operator);
    }
    channelsToRead(channels).filter((channel) => !this.channels.has(channel)).forEach((channel) => this.#read(channel));
    // who reads all calls may read whose they are; the events of the calls themselves come already
    if (channels.includes('calls') && !this.channels.has('operator:*')) {
      this.#read('operator:*', { types: ['customer.card'] });
    }
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
    this.live = new Live();
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
    const alerts = this.live.alerts.told.length;
    document.title = `${alerts ? `(${alerts}) ` : ''}${wordsOf(this.language)('title')} · Smart Call Center`;
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
        ${this.#alertCount(words)}
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

  #seesAlerts() {
    return Boolean(this.token) && Boolean(this.channels?.has('alerts'));
  }

  #alertCount(words) {
    if (!this.#seesAlerts()) {
      return nothing;
    }
    const { length } = this.live.alerts.told;
    return html`<span role="status"><a href="#alerts-title" class="chip ${length ? 'bad' : 'good'}" data-testid="alert-count"
      data-count=${length}>${words('alerts')}: ${length}</a></span>`;
  }

  #alerts() {
    const { told, silenced, acknowledged } = this.live.alerts;
    return html`<scc-alerts .told=${told} .silenced=${silenced} .acknowledged=${acknowledged} .now=${this.now}
      .language=${this.language} .api=${this.api} .usual=${this.usualAdvice}
      .nameOf=${(iface) => this.live.nameOf(iface)}></scc-alerts>`;
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
        ${this.live.me ? myPanel(view) : nothing}
        ${summary(view)}
        ${this.#seesAlerts() ? [this.#alerts(), voicemailsPanel(view)] : nothing}
        ${queuesPanel(view)}
        ${figuresOnly ? nothing : callsPanel(view)}
        ${operatorsPanel(view)}
      </main>
    `;
  }
}

customElements.define('scc-console', ConsoleApp);
