export interface Marks {
  deliveredTo: number;
  readTo: number;
}

/** The marks of one session on their way to the server: only the latest matter, and at most one is under way. */
export class MarkBox {
  #wanted: Marks = { deliveredTo: 0, readTo: 0 };
  #known: Marks = { deliveredTo: 0, readTo: 0 };
  #underWay: Marks | undefined;

  delivered(number: number): void {
    this.#wanted.deliveredTo = Math.max(this.#wanted.deliveredTo, number);
  }

  read(number: number): void {
    this.#wanted.readTo = Math.max(this.#wanted.readTo, number);
    this.delivered(number);
  }

  /** What the server has already. */
  known(marks: Marks): void {
    this.#known.deliveredTo = Math.max(this.#known.deliveredTo, marks.deliveredTo);
    this.#known.readTo = Math.max(this.#known.readTo, marks.readTo);
  }

  /** What is to be sent now; it then counts as under way. */
  begin(): Marks | undefined {
    const news = this.#wanted.deliveredTo > this.#known.deliveredTo || this.#wanted.readTo > this.#known.readTo;
    if (this.#underWay || !news) {
      return undefined;
    }
    this.#underWay = { ...this.#wanted };
    return this.#underWay;
  }

  /** Answered. A refusal ends it as well: the same marks would be refused again. */
  answered(): void {
    if (this.#underWay) {
      this.known(this.#underWay);
    }
    this.#underWay = undefined;
  }

  connectionLost(): void {
    this.#underWay = undefined;
  }
}
