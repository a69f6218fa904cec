/**
 * The offsets of one channel that were delivered. A channel's offsets grow, so the last one is enough; a resume asks for what
 * follows it, and what comes again is not larger.
 */
export class Seen {
  constructor(
    readonly epoch: string,
    private last: number,
  ) {}

  get offset(): number {
    return this.last;
  }

  /** False for a repetition. */
  isNew(offset: number): boolean {
    if (offset <= this.last) {
      return false;
    }
    this.last = offset;
    return true;
  }
}
