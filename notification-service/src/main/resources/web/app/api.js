/** A refusal of the REST API; the message is the problem's detail. */
export class Refused extends Error {}

/** @returns a function that calls the REST API with the token; it fails with Refused, or with what fetch fails with */
export function apiWith(token) {
  return async (method, path, body) => {
    const answer = await fetch(path, {
      method,
      headers: { Authorization: `Bearer ${token}`, ...(body && { 'Content-Type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) {
      const problem = await answer.json().catch(() => ({}));
      throw new Refused(problem.detail ?? problem.title ?? `HTTP ${answer.status}`);
    }
    return answer.status === 204 ? undefined : answer.json();
  };
}

/** What the server says of itself before anybody signed in; empty if it does not. */
export function consoleConfig() {
  return fetch('/console-config.json').then((answer) => (answer.ok ? answer.json() : {})).catch(() => ({}));
}
