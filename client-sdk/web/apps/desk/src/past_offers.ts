/** Requests that were offered to this coach, with how each ended; newest first. */
import type { CourtsideClient, PastOffer } from '@courtside/client';

export interface PastOffers {
  loaded: boolean;
  loading: boolean;
  offers: readonly PastOffer[];
  next: number;
}

const pageSize = 20;

export class PastOfferReader {
  state: PastOffers = { loaded: false, loading: false, offers: [], next: 0 };

  constructor(
    private readonly client: Pick<CourtsideClient, 'fetchOffers'>,
    private readonly changed: () => void,
    private readonly failed: (problem: unknown) => void,
  ) {}

  /** From the newest again. */
  refresh(): Promise<void> {
    return this.page(0);
  }

  async more(): Promise<void> {
    if (this.state.next !== 0) await this.page(this.state.next);
  }

  private async page(before: number): Promise<void> {
    if (this.state.loading) return;
    this.set({ loading: true });
    try {
      const { offers, next } = await this.client.fetchOffers({ before, limit: pageSize });
      this.set({ offers: before === 0 ? offers : [...this.state.offers, ...offers], next, loaded: true });
    } catch (problem) {
      this.failed(problem);
    }
    this.set({ loading: false });
  }

  private set(changes: Partial<PastOffers>): void {
    this.state = { ...this.state, ...changes };
    this.changed();
  }
}
