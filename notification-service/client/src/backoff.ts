/** Full jitter: any time from 0 to a ceiling that doubles with each attempt in a row. Milliseconds. */
export class Backoff {
  #attempts = 0;

  constructor(
    private readonly first: number,
    private readonly cap: number,
    private readonly random: () => number,
  ) {}

  next(): number {
    const ceiling = Math.min(this.cap, this.first * 2 ** Math.min(this.#attempts++, 30));
    return this.random() * ceiling;
  }

  reset(): void {
    this.#attempts = 0;
  }
}
