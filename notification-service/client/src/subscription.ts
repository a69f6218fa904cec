import type { ChannelName, Position, ReplyError, Snapshot } from './contract.js';
import type { EventOf, Filter, Push, Subscribed } from './frames.js';
import { Seen } from './seen.js';

/** What a subscriber is told. All are optional. */
export interface Handlers<C extends ChannelName> {
  /** The state to start from: at first, and whenever it cannot be proved that nothing was missed. Forget what you had. */
  snapshot?(snapshot: Snapshot, position: Position): void;
  /** An event after the snapshot, once. */
  event?(event: EventOf<C>, offset: number): void;
  /** Everything that was missed while the connection was away follows as events. */
  recovered?(): void;
  /** The server does not give this channel (any more); the client does not ask again. */
  refused?(error: ReplyError | 'unsubscribed'): void;
}

/** One channel that is wanted, and how far it was read. Lives longer than a connection. */
export class Subscription<C extends ChannelName = ChannelName> {
  #seen: Seen | undefined;
  #live = false;

  constructor(
    readonly channel: C,
    private readonly handlers: Handlers<C>,
    private readonly filter: Filter<C> | undefined,
  ) {}

  request(): object {
    const since = this.#seen && { epoch: this.#seen.epoch, offset: this.#seen.offset };
    return { op: 'subscribe', ch: this.channel, ...(this.filter && { filter: this.filter }), ...(since && { since }) };
  }

  /** The connection is gone: what comes before the next reply is of no use. */
  interrupt(): void {
    this.#live = false;
  }

  subscribed(result: Subscribed): void {
    this.#live = true;
    if (result.recovered) {
      this.handlers.recovered?.();
      return;
    }
    this.#seen = new Seen(result.epoch, result.offset);
    if (result.snapshot) {
      this.handlers.snapshot?.(result.snapshot, { epoch: result.epoch, offset: result.offset });
    }
  }

  push(push: Push): void {
    if (this.#live && this.#seen?.isNew(push.o)) {
      this.handlers.event?.(push.e as EventOf<C>, push.o);
    }
  }

  refused(error: ReplyError | 'unsubscribed'): void {
    this.#live = false;
    this.handlers.refused?.(error);
  }
}
