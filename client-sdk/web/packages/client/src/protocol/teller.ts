import { fromWire } from '../errors.js';
import { OfferState, type Offer, type Welcome } from '../wire.js';
import { asTold, type Command, type Content } from './commands.js';
import { OfferBook } from './offer_book.js';
import type { Outside } from './outside.js';
import type { SessionBook } from './session_book.js';

/** Turns what the server tells, in pushes, replies and at sign-in, into what the page hears. */
export class Teller {
  readonly offers = new OfferBook();
  #me = 0;

  constructor(
    private readonly book: SessionBook,
    private readonly outside: Outside,
  ) {}

  /** Returns the sessions that were live before and are not any more. */
  welcome(welcome: Welcome): number[] {
    this.#me = welcome.me?.personId ?? 0;
    this.book.setMe(this.#me);
    this.outside.emit('welcome', welcome);
    if (welcome.presence) {
      this.outside.emit('presence', welcome.presence);
    }
    if (welcome.preferences) {
      this.outside.emit('preferences', welcome.preferences);
    }
    this.outside.emit('push', { channels: welcome.pushChannels, vapidPublicKey: welcome.vapidPublicKey });
    welcome.requests.forEach((request) => this.outside.emit('request', request));
    const gone = this.book.snapshot(welcome.sessions);
    for (const offerId of this.offers.snapshot(welcome.offers)) {
      this.outside.emit('offerClosed', { offerId, state: OfferState.UNSPECIFIED });
    }
    welcome.offers.forEach((offer) => this.#offered(offer));
    return gone;
  }

  /** The reply to something that this client asked for. */
  replied(wanted: Command, commandId: Uint8Array, content: Content): void {
    if (wanted.$case === 'acceptOffer' || wanted.$case === 'declineOffer') {
      // Answered here: the server does not say that it is closed.
      this.offers.gone(wanted.value.offerId);
    }
    if (wanted.$case === 'sendMessage' && content.$case === 'messageSent') {
      // The own message, which the server does not push back here: it takes its place in the order.
      const own = { senderId: this.#me, redacted: false, commandId };
      this.book.pushed({ ...wanted.value, ...content.value, ...own });
    } else {
      this.tell(content);
    }
  }

  /** State that a push or a reply carries. */
  tell(content: Content): void {
    switch (content.$case) {
      case 'sessionChanged':
        if (content.value.session) {
          this.book.changed(content.value.session);
        }
        return;
      case 'messageAdded':
        if (content.value.message) {
          this.book.pushed(content.value.message);
        }
        return;
      case 'offerMade':
        if (content.value.offer) {
          this.#offered(content.value.offer);
        }
        return;
      case 'offerClosed':
        this.offers.gone(content.value.offerId);
        this.outside.emit('offerClosed', content.value);
        return;
      case 'error':
        this.outside.emit('refused', fromWire(content.value));
        return;
      default: {
        const told = asTold(content);
        if (told) {
          this.outside.emit(told.event, told.value as never);
        }
      }
    }
  }

  clear(): void {
    this.book.clear();
    this.offers.clear();
  }

  #offered(offer: Offer): void {
    if (this.offers.made(offer)) {
      this.outside.emit('offer', offer);
    }
  }
}
