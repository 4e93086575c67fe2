/** What the desk reads and keeps besides the live state: made once, each tells by `changed` when it has something new. */
import type { CourtsideClient } from '@courtside/client';
import type { Drafts } from '@courtside/ui/drafts';
import { BriefingReader } from './briefing.js';
import { NoteBox } from './notes.js';
import { PastReader } from './past.js';
import { PastOfferReader } from './past_offers.js';
import { PushSetup, type PushPorts } from './push.js';
import { WishBook } from './wishes.js';

export interface StorePorts {
  client: CourtsideClient;
  drafts: Drafts;
  push: PushPorts;
  changed(): void;
  failed(problem: unknown): void;
}

export class Stores {
  readonly past: PastReader;
  readonly offers: PastOfferReader;
  readonly briefing: BriefingReader;
  readonly notes: NoteBox;
  readonly push: PushSetup;
  readonly wishes: WishBook;

  constructor(ports: StorePorts) {
    const { client, changed, failed } = ports;
    this.past = new PastReader(client, changed, failed);
    this.offers = new PastOfferReader(client, changed, failed);
    this.briefing = new BriefingReader(client, changed);
    this.notes = new NoteBox({
      client,
      drafts: ports.drafts,
      me: () => client.me?.personId ?? 0,
      changed,
      later: ports.push.later,
    });
    this.push = new PushSetup(client, ports.push, changed);
    this.wishes = new WishBook(client, changed);
    client.on('push', (state) => void this.push.told(state));
  }
}
