import type { ReplyError } from './contract.js';
import type { Reply } from './frames.js';

/** The server said no. */
export class RequestRefused extends Error {
  constructor(readonly error: ReplyError) {
    super(error.message);
    this.name = 'RequestRefused';
  }
}

/** The connection was lost before the reply. */
export class ConnectionLost extends Error {
  constructor() {
    super('the connection was lost');
    this.name = 'ConnectionLost';
  }
}

interface Waiting {
  done(result: unknown): void;
  failed(error: Error): void;
}

/** Requests on one connection that wait for their replies. Replies are handled at once, so that no event overtakes them. */
export class Requests {
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor(private readonly transmit: (text: string) => void) {}

  send<T>(request: object, done: (result: T) => void, failed: (error: Error) => void): void {
    const id = ++this.#lastId;
    this.#waiting.set(id, { done: done as (result: unknown) => void, failed });
    this.transmit(JSON.stringify({ id, ...request }));
  }

  reply(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if (reply.ok) {
      waiting?.done(reply.result);
    } else if (reply.error) {
      waiting?.failed(new RequestRefused(reply.error));
    }
  }

  lost(): void {
    const all = [...this.#waiting.values()];
    this.#waiting.clear();
    all.forEach((waiting) => waiting.failed(new ConnectionLost()));
  }
}
