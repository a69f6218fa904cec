import type {
  ChannelName, EventData, EventFamily, EventType, Position, ReplyError, Snapshot, TypesOf, User, Welcome, Closing,
} from './contract.js';

/** A CloudEvent of the contract; `data.type` tells which one. */
export interface CloudEvent<T extends EventType = EventType> {
  specversion: '1.0';
  id: string;
  source: string;
  type: `scc.${T}.v1`;
  subject?: string;
  time: string;
  datacontenttype: 'application/json';
  sccepoch: number;
  sccseq: number;
  data: EventData[T];
}

/** One of the events that the channel carries: narrow it by `e.data.type`. */
export type EventOf<C extends ChannelName> = { [T in TypesOf<C>]: CloudEvent<T> }[TypesOf<C>];

/** A type or a family (`call.*`) of which the channel carries at least one. */
export type PatternOf<C extends ChannelName> =
  | TypesOf<C>
  | { [F in EventFamily]: F extends `${infer P}.*` ? (Extract<TypesOf<C>, `${P}.${string}`> extends never ? never : F) : never }[EventFamily];

/** What of a channel is wanted: each field that is given must fit. */
export interface Filter<C extends ChannelName = ChannelName> {
  types?: PatternOf<C>[];
  queue?: string[];
  operator?: string[];
  call?: string[];
}

export interface Push {
  t: 'event';
  ch: ChannelName;
  o: number;
  e: CloudEvent;
}

export interface Reply {
  id: number;
  ok: boolean;
  result?: unknown;
  error?: ReplyError;
}

export interface Subscribed extends Position {
  mode: 'stream' | 'cache';
  recovered: boolean;
  wasRecovering: boolean;
  snapshot?: Snapshot;
}

export interface Authenticated {
  user: User;
  unsubscribed: ChannelName[];
}

export type ServerFrame = Welcome | Closing | Push | Reply;
