import { Backoff } from './backoff.js';
import { CloseCode, SUBPROTOCOL } from './contract.js';
import type { ChannelName, Closing, Presence, User, Welcome } from './contract.js';
import type { Authenticated, EventOf, Filter, Push, Reply, ServerFrame, Subscribed } from './frames.js';
import { systemClock } from './options.js';
import type { Clock, Options, Socket, SocketClass, State } from './options.js';
import { ConnectionLost, RequestRefused, Requests } from './requests.js';
import { Silence } from './silence.js';
import { Subscription } from './subscription.js';
import type { Handlers } from './subscription.js';

const LONGEST_TIMER = 2 ** 31 - 1;
const LOST = 1006;
const SHORTEST_RENEWAL = 1_000;
const STEADY = 10_000;

/** A connection to the notification service that comes back by itself and forgets no event. */
export class NotificationClient {
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #backoff: Backoff;
  readonly #patience: Backoff;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #silence: Silence;
  #socket: Socket | undefined;
  #requests: Requests | undefined;
  #timer: unknown;
  #renewal: unknown;
  #leaving: unknown;
  #steady: unknown;
  #state: State = 'stopped';
  #renew = false;
  #skew = 0;
  #generation = 0;

  constructor(private readonly options: Options) {
    this.#clock = options.clock ?? systemClock;
    this.#random = options.random ?? Math.random;
    const [first, longest] = [options.firstDelay ?? 500, options.longestDelay ?? 15_000];
    this.#backoff = new Backoff(first, longest, this.#random);
    this.#patience = new Backoff(first, longest, this.#random);
    this.#silence = new Silence(
      this.#clock,
      options.silence ?? 30_000,
      () => this.#requests?.send({ op: 'ping' }, () => {}, () => {}),
      () => this.#closed(CloseCode.HEARTBEAT),
    );
  }

  get state(): State {
    return this.#state;
  }

  connect(): void {
    if (this.#state === 'stopped') {
      this.#backoff.reset();
      void this.#open();
    }
  }

  /** Stops for good; `connect` begins again where each channel was left. */
  close(): void {
    this.#stop();
  }

  /** Replaces an earlier subscription of the same channel. */
  subscribe<C extends ChannelName>(channel: C, handlers: Handlers<C>, filter?: Filter<C>): void {
    this.unsubscribe(channel);
    const subscription = new Subscription(channel, handlers, filter) as unknown as Subscription;
    this.#subscriptions.set(channel, subscription);
    this.#begin(subscription);
  }

  unsubscribe(channel: ChannelName): void {
    if (this.#subscriptions.delete(channel)) {
      this.#requests?.send({ op: 'unsubscribe', ch: channel }, () => {}, () => {});
    }
  }

  /** The newest events of a channel, oldest first. `limit`: 1 to 200. */
  async history<C extends ChannelName>(channel: C, limit = 50): Promise<EventOf<C>[]> {
    const { events } = await this.#ask<{ events: Push[] }>({ op: 'history', ch: channel, limit });
    return events.map((push) => push.e as EventOf<C>);
  }

  /** Who reads a channel now. */
  async presence(channel: ChannelName): Promise<Presence[]> {
    return (await this.#ask<{ clients: Presence[] }>({ op: 'presence', ch: channel })).clients;
  }

  #ask<T>(request: object): Promise<T> {
    return new Promise((done, failed) =>
      this.#requests ? this.#requests.send(request, done, failed) : failed(new ConnectionLost()),
    );
  }

  async #open(): Promise<void> {
    const generation = ++this.#generation;
    this.#enter('connecting');
    try {
      const { url, protocols } = await this.#address();
      if (generation === this.#generation) {
        this.#connectTo(url, protocols);
      }
    } catch (error) {
      if (generation === this.#generation) {
        this.#comeBack(this.#backoff.next());
        this.options.onError?.(error as Error);
      }
    }
  }

  async #address(): Promise<{ url: string; protocols: string[] }> {
    if (this.options.ticket) {
      const ticket = encodeURIComponent(await this.options.ticket());
      return { url: `${this.options.url}?ticket=${ticket}`, protocols: [SUBPROTOCOL] };
    }
    const token = await this.options.token?.(this.#renew);
    return { url: this.options.url, protocols: token ? [SUBPROTOCOL, `bearer.${token}`] : [SUBPROTOCOL] };
  }

  #connectTo(url: string, protocols: string[]): void {
    const Class = this.options.WebSocket ?? (globalThis as unknown as { WebSocket: SocketClass }).WebSocket;
    const socket = new Class(url, protocols);
    this.#socket = socket;
    socket.onmessage = (message) => this.#socket === socket && this.#take(JSON.parse(String(message.data)));
    socket.onclose = (event) => this.#socket === socket && this.#closed(event.code);
    socket.onerror = () => {};
    this.#silence.heard();
  }

  #take(frame: ServerFrame): void {
    this.#silence.heard();
    if ('id' in frame) {
      this.#requests?.reply(frame as Reply);
    } else if (frame.t === 'welcome') {
      this.#welcome(frame);
    } else if (frame.t === 'event') {
      this.#subscriptions.get(frame.ch)?.push(frame);
    } else if (frame.t === 'closing') {
      this.#leave(frame);
    }
  }

  #welcome(welcome: Welcome): void {
    const socket = this.#socket as Socket;
    this.#requests = new Requests((text) => socket.send(text));
    this.#patience.reset();
    // one that is let in and thrown out at once must not come back at once each time
    this.#steady = this.#clock.after(STEADY, () => this.#backoff.reset());
    this.#renew = false;
    this.#enter('live');
    this.#skew = Date.parse(welcome.now) - this.#clock.now();
    this.#renewBefore(welcome.user);
    this.#subscriptions.forEach((subscription) => this.#begin(subscription));
    this.options.onWelcome?.(welcome);
  }

  #begin(subscription: Subscription): void {
    this.#requests?.send<Subscribed>(
      subscription.request(),
      (result) => this.#wanted(subscription) && subscription.subscribed(result),
      (error) => this.#notBegun(subscription, error),
    );
  }

  /** Neither ended nor replaced by another of its channel. */
  #wanted(subscription: Subscription): boolean {
    return this.#subscriptions.get(subscription.channel) === subscription;
  }

  #notBegun(subscription: Subscription, error: Error): void {
    if (!this.#wanted(subscription) || !(error instanceof RequestRefused)) {
      return;
    }
    if (error.error.temporary) {
      const requests = this.#requests;
      this.#clock.after(
        this.#patience.next(),
        () => this.#requests === requests && this.#wanted(subscription) && this.#begin(subscription),
      );
    } else {
      this.#subscriptions.delete(subscription.channel);
      subscription.refused(error.error);
    }
  }

  /** The server will restart within `in` seconds: everybody leaves at another moment. */
  #leave({ in: seconds }: Closing): void {
    this.#clock.cancel(this.#leaving);
    this.#leaving = this.#clock.after(this.#random() * seconds * 1000, () => {
      this.#disconnect();
      void this.#open();
    });
  }

  /** By the server's clock: the one here may be minutes off. */
  #renewBefore(user: User): void {
    this.#clock.cancel(this.#renewal);
    if (!this.options.token) {
      return;
    }
    const left = Date.parse(user.expires) - (this.#clock.now() + this.#skew);
    const wait = Math.max(left - (this.options.renewBefore ?? 60_000), left / 2);
    this.#renewal = this.#clock.after(Math.min(Math.max(wait, SHORTEST_RENEWAL), LONGEST_TIMER), () => void this.#renewNow());
  }

  async #renewNow(): Promise<void> {
    const requests = this.#requests;
    try {
      const token = await this.options.token?.(true);
      if (requests && requests === this.#requests) {
        this.#renewed(await this.#ask<Authenticated>({ op: 'auth', token }));
      }
    } catch (error) {
      this.#notRenewed(error as Error, requests);
    }
  }

  /** The old token lasts a little longer: try again, and leave the rest to the server's close. */
  #notRenewed(error: Error, requests: Requests | undefined): void {
    if (requests === this.#requests && !(error instanceof ConnectionLost)) {
      this.options.onError?.(error);
      this.#renewal = this.#clock.after(1_000 + this.#patience.next(), () => void this.#renewNow());
    }
  }

  #renewed({ user, unsubscribed }: Authenticated): void {
    this.#renewBefore(user);
    unsubscribed.forEach((channel) => {
      const subscription = this.#subscriptions.get(channel);
      this.#subscriptions.delete(channel);
      subscription?.refused('unsubscribed');
    });
  }

  /** Closed by the other side, or lost. */
  #closed(code: number): void {
    this.#disconnect();
    if (code === CloseCode.PROTOCOL || code === CloseCode.FORBIDDEN) {
      this.options.onError?.(new Error(`the server closed with ${code}`));
      this.#stop(code);
      return;
    }
    this.#renew ||= code === CloseCode.UNAUTHORIZED || code === CloseCode.EXPIRED;
    this.#comeBack(this.#backoff.next(), code);
  }

  /** The timer is there before anybody is told, so that who is told may close. */
  #comeBack(delay: number, code: number = LOST): void {
    this.#timer = this.#clock.after(delay, () => void this.#open());
    this.#enter('waiting', code);
  }

  #stop(code?: number): void {
    this.#generation++;
    this.#clock.cancel(this.#timer);
    this.#disconnect();
    if (this.#state !== 'stopped') {
      this.#enter('stopped', code);
    }
  }

  #disconnect(): void {
    const socket = this.#socket;
    const requests = this.#requests;
    this.#socket = undefined;
    this.#requests = undefined;
    this.#silence.stop();
    this.#clock.cancel(this.#renewal);
    this.#clock.cancel(this.#leaving);
    this.#clock.cancel(this.#steady);
    this.#subscriptions.forEach((subscription) => subscription.interrupt());
    socket?.close();
    requests?.lost();
  }

  #enter(state: State, code?: number): void {
    this.#state = state;
    this.options.onState?.(state, code);
  }
}
