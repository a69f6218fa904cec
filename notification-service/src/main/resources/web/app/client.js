/**
 * A client of the notification protocol v1 (subprotocol scc.v1.json). No dependency, no DOM: hand it a token and the
 * channels to read; it connects, subscribes, resumes where it was, and comes back with jitter when the connection is lost.
 */

const PROTOCOL = 'scc.v1.json';
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15_000;
/**
 * The server pings every 25 s, which scripts cannot see, so the client asks too and gives up on a server that was silent since
 * it was asked last. No clock decides: a hidden tab's timers may run once a minute.
 */
const PING_MS = 20_000;
const NO_RETRY = new Set([4401, 4403, 4419]);

export class NotificationClient {
  /**
   * @param {string} url of the WebSocket
   * @param {() => string} token gives the bearer token at every connect
   * @param {object} on handlers: state(name, closeCode), welcome(frame), snapshot(channel, snapshot), event(channel, offset,
   *   cloudEvent), refused(channel, error)
   */
  constructor(url, token, on) {
    this.url = url;
    this.token = token;
    this.on = on;
    this.positions = new Map();
    this.pending = new Map();
    this.nextId = 1;
    this.attempts = 0;
  }

  connect() {
    this.stopped = false;
    this.on.state('connecting');
    const socket = this.#open();
    if (!socket) {
      return;
    }
    this.socket = socket;
    socket.onmessage = (message) => this.socket === socket && this.#take(JSON.parse(message.data));
    socket.onclose = (event) => this.socket === socket && this.#closed(event.code);
    clearInterval(this.pinger);
    this.asked = false;
    this.pinger = setInterval(() => this.#ping(), PING_MS);
  }

  /** A token that no subprotocol can carry is no token: the constructor refuses what is not a word of RFC 7230. */
  #open() {
    try {
      return new WebSocket(this.url, [PROTOCOL, `bearer.${this.token()}`]);
    } catch (error) {
      if (error.name !== 'SyntaxError') {
        throw error;
      }
      this.on.state('closed', 4401);
      return undefined;
    }
  }

  close() {
    this.stopped = true;
    clearInterval(this.pinger);
    clearTimeout(this.retry);
    this.socket?.close(1000);
  }

  /** Subscribes from where this channel was left, or anew. */
  subscribe(channel) {
    const since = this.positions.get(channel);
    this.#request({ op: 'subscribe', ch: channel, ...(since && { since }) }, channel);
  }

  #request(request, channel) {
    const id = this.nextId++;
    this.pending.set(id, channel);
    this.#send({ id, ...request });
  }

  #send(frame) {
    if (this.socket?.readyState === WebSocket.OPEN) {
      this.socket.send(JSON.stringify(frame));
    }
  }

  #ping() {
    if (this.asked) {
      const silent = this.socket;
      this.#closed(4408);
      silent.close();
    } else {
      this.asked = true;
      this.#request({ op: 'ping' });
    }
  }

  #take(frame) {
    this.asked = false;
    if (frame.t === 'welcome') {
      this.attempts = 0;
      this.on.state('live');
      this.on.welcome(frame);
    } else if (frame.t === 'event') {
      this.#event(frame);
    } else if (this.pending.has(frame.id)) {
      const channel = this.pending.get(frame.id);
      this.pending.delete(frame.id);
      this.#reply(channel, frame);
    }
  }

  /** Delivery is at least once: an offset that was seen on this channel is a repetition. */
  #event({ ch, o, e }) {
    const position = this.positions.get(ch);
    if (!position || o <= position.offset) {
      return;
    }
    position.offset = o;
    this.on.event(ch, o, e);
  }

  #reply(channel, frame) {
    if (!channel) {
      return;
    }
    if (frame.ok) {
      const { epoch, offset, snapshot } = frame.result;
      this.positions.set(channel, { epoch, offset });
      if (snapshot) {
        this.on.snapshot(channel, snapshot, offset);
      }
    } else if (frame.error.temporary) {
      setTimeout(() => !this.stopped && this.subscribe(channel), FIRST_DELAY_MS * (1 + Math.random()));
    } else {
      this.on.refused(channel, frame.error);
    }
  }

  #closed(code) {
    this.socket = undefined;
    clearInterval(this.pinger);
    this.pending.clear();
    if (this.stopped || NO_RETRY.has(code)) {
      this.on.state('closed', code);
      return;
    }
    this.on.state('reconnecting', code);
    const ceiling = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** this.attempts++);
    this.retry = setTimeout(() => this.connect(), ceiling * (0.5 + Math.random() / 2));
  }
}
