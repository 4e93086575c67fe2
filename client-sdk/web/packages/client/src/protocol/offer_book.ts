import { OfferState, type Offer } from '../wire.js';

/** A server that forgets to close offers must not fill the memory. */
const mostOffers = 64;

/** What is on offer here, and which of it the page said to be shown. */
export class OfferBook {
  readonly #shown = new Map<number, boolean>();

  /** Of those on offer, what was shown. */
  get allShown(): number[] {
    return [...this.#shown].filter(([, shown]) => shown).map(([id]) => id);
  }

  /** False where it is no open offer. */
  made(offer: Offer): boolean {
    if (offer.state !== OfferState.PENDING && offer.state !== OfferState.UNSPECIFIED) {
      return false;
    }
    this.#shown.set(offer.offerId, this.isShown(offer.offerId));
    const oldest = this.#shown.keys().next();
    if (this.#shown.size > mostOffers && !oldest.done) {
      this.#shown.delete(oldest.value);
    }
    return true;
  }

  isShown(offerId: number): boolean {
    return this.#shown.get(offerId) ?? false;
  }

  shown(offerId: number): void {
    if (this.#shown.has(offerId)) {
      this.#shown.set(offerId, true);
    }
  }

  /** Closed, or answered here. */
  gone(offerId: number): void {
    this.#shown.delete(offerId);
  }

  /** Those that a sign-in does not list any more; they leave. */
  snapshot(offers: readonly Offer[]): number[] {
    const lost = [...this.#shown.keys()].filter((id) => !offers.some((offer) => offer.offerId === id));
    lost.forEach((id) => this.gone(id));
    return lost;
  }

  clear(): void {
    this.#shown.clear();
  }
}
