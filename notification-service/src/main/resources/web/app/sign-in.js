import { LitElement, html, nothing } from 'lit';
import { consoleConfig } from './api.js';
import { wordsOf } from './words.js';

/** The token alone, of what people copy: a whole header, or lines that were wrapped. */
const bare = (text) => text.replace(/^\s*(authorization:)?\s*bearer\s+/i, '').replace(/\s/g, '');

/** Gets a token: from the token service with a name and a password, or pasted where no such service is configured. */
class SignIn extends LitElement {
  static properties = {
    language: {},
    message: {},
    tokenUrl: { state: true },
    busy: { state: true },
    problem: { state: true },
  };

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#configure();
  }

  async #configure() {
    this.tokenUrl = (await consoleConfig()).tokenUrl ?? '';
  }

  async #submit(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    if (!this.tokenUrl) {
      this.#done(bare(form.get('token')));
      return;
    }
    this.busy = true;
    this.problem = undefined;
    try {
      const answer = await fetch(this.tokenUrl, { method: 'POST', body: new URLSearchParams(form) });
      if (answer.ok) {
        this.#done((await answer.json()).access_token);
      } else {
        this.problem = answer.status < 500 ? 'refused' : 'unreachable';
      }
    } catch {
      this.problem = 'unreachable';
    }
    this.busy = false;
  }

  #done(token) {
    this.dispatchEvent(new CustomEvent('token', { detail: token }));
  }

  render() {
    if (this.tokenUrl === undefined) {
      return nothing;
    }
    const words = wordsOf(this.language);
    const problem = this.problem ?? this.message;
    return html`
      <form class="sign-in card" data-testid="sign-in-form" @submit=${this.#submit}>
        <h2>${words('signIn')}</h2>
        ${problem ? html`<p class="problem" role="alert" data-testid="problem">${words(problem)}</p>` : nothing}
        ${this.tokenUrl ? this.#credentials(words) : this.#paste(words)}
        <button class="primary" data-testid="sign-in" ?disabled=${this.busy}>${words('signIn')}</button>
      </form>
    `;
  }

  #credentials(words) {
    return html`
      <label>${words('username')}
        <input name="username" data-testid="username" autocomplete="username" autocapitalize="none" required autofocus />
      </label>
      <label>${words('password')}
        <input name="password" type="password" data-testid="password" autocomplete="current-password" required />
      </label>
      <p class="quiet">${words('signInHint')}</p>
    `;
  }

  #paste(words) {
    return html`
      <label>${words('token')}
        <textarea name="token" data-testid="token" rows="6" spellcheck="false" autocomplete="off" required></textarea>
      </label>
      <p class="quiet">${words('tokenHint')}</p>
    `;
  }
}

customElements.define('scc-sign-in', SignIn);
