/** A number of [0, 1) at each call. */
export type Random = () => number;

/**
 * How long to wait before the next try: random between `least` and a ceiling that doubles from 2 * `least` up to
 * `most`, so that clients that lost the same server do not come back at the same moment.
 */
export class BackOff {
  #ceiling: number;

  constructor(
    private readonly least: number,
    private readonly most: number,
    private readonly random: Random,
  ) {
    this.#ceiling = least;
  }

  next(): number {
    this.#ceiling = Math.min(this.#ceiling * 2, Math.max(this.most, this.least));
    return this.least + Math.floor(this.random() * (this.#ceiling - this.least + 1));
  }

  reset(): void {
    this.#ceiling = this.least;
  }
}
