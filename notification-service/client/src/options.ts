import type { ReplyError, Welcome } from './contract.js';

export type State = 'connecting' | 'live' | 'waiting' | 'stopped';

/** The part of a WebSocket that the client uses: that of browsers and of Node 22 and later fits. */
export interface Socket {
  readonly readyState: number;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
  onerror: ((event: unknown) => void) | null;
  send(text: string): void;
  close(code?: number): void;
}

export type SocketClass = new (url: string, protocols: string[]) => Socket;

/** Time, as the client needs it; tests move it by hand. */
export interface Clock {
  now(): number;
  after(ms: number, action: () => void): unknown;
  cancel(timer: unknown): void;
}

export interface Options {
  /** `wss://host/ws/v1`. */
  url: string;
  /** Gives a bearer token. `renew`: the last one is refused or about to end, so a cached one must not be given again. */
  token?(renew: boolean): Promise<string> | string;
  /** Gives a one-shot ticket instead of a token; asked at each connect. Without `token` the connection ends with the ticket's token. */
  ticket?(): Promise<string> | string;
  onState?(state: State, closeCode?: number): void;
  onWelcome?(welcome: Welcome): void;
  /** The client has stopped for good, or a renewal was refused. */
  onError?(error: Error | ReplyError): void;
  /** The first ceiling of the jittered delay before a reconnect, milliseconds (500). */
  firstDelay?: number;
  /** The highest one (15000). */
  longestDelay?: number;
  /** After so much silence the server is asked with a ping; after the same again the connection is given up (30000). */
  silence?: number;
  /** How long before its end a token is renewed, milliseconds (60000). */
  renewBefore?: number;
  WebSocket?: SocketClass;
  clock?: Clock;
  random?(): number;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, action) => setTimeout(action, ms),
  cancel: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};
