export { NotificationClient } from './client.js';
export { ConnectionLost, RequestRefused } from './requests.js';
export { CloseCode, ErrorCode, SUBPROTOCOL } from './contract.js';
export type * from './contract.js';
export type { CloudEvent, EventOf, Filter, PatternOf } from './frames.js';
export type { Clock, Options, Socket, SocketClass, State } from './options.js';
export type { Handlers } from './subscription.js';
