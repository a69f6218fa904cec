import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { clock, recent } from './format.js';

/** Messages that callers left, the newest first; nothing while there are none. */
export function voicemailsPanel({ live, now, language, words }) {
  const messages = [...live.voicemails.values()].reverse();
  return messages.length
    ? html`
        <section class="card voicemails" aria-labelledby="voicemails-title">
          <h2 id="voicemails-title">${words('voicemails')} <span class="count">${messages.length}</span></h2>
          <div class="scroll">
            <table>
              <thead>
                <tr>
                  <th scope="col">${words('caller')}</th>
                  <th scope="col">${words('mailbox')}</th>
                  <th scope="col">${words('leftAt')}</th>
                  <th scope="col" class="n">${words('duration')}</th>
                </tr>
              </thead>
              <tbody data-testid="voicemails">
                ${repeat(messages, (message) => message.recording, (message) => html`
                  <tr data-testid="voicemail-${message.recording}">
                    <th scope="row">${message.caller || words('unknownCaller')}</th>
                    <td>${message.mailbox}</td>
                    <td class="time">${recent(message.at, now, language)}</td>
                    <td class="n time">${clock(Math.round(message.durationMs / 1000))}</td>
                  </tr>`)}
              </tbody>
            </table>
          </div>
        </section>
      `
    : nothing;
}
