import type { Clock } from './options.js';

/**
 * Watches that the server says something. Browsers answer the server's pings unseen by scripts, so after a while without a
 * frame the client asks; a server that does not answer is gone although the connection may look open.
 */
export class Silence {
  #timer: unknown;
  #asked = false;

  constructor(
    private readonly clock: Clock,
    private readonly ms: number,
    private readonly ask: () => void,
    private readonly giveUp: () => void,
  ) {}

  heard(): void {
    this.stop();
    this.#asked = false;
    this.#timer = this.clock.after(this.ms, () => this.#silent());
  }

  stop(): void {
    this.clock.cancel(this.#timer);
  }

  #silent(): void {
    if (this.#asked) {
      this.giveUp();
      return;
    }
    this.#asked = true;
    this.#timer = this.clock.after(this.ms, () => this.#silent());
    this.ask();
  }
}
