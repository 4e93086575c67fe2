import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { SessionRole, SessionState, type Message, type Participant, type Session } from '@courtside/client';
import { formatted } from '../format/render.js';
import { icon } from '../icons.js';
import type { SharedKey } from '../strings/en.js';
import type { Say } from '../strings/say.js';
import { controls } from '../styles/controls.js';
import { countdown } from '../time.js';
import { entriesOf, type Delivery, type Entry, type PendingMessage, type TalkConnection } from './entries.js';
import { talkStyles } from './talk_styles.js';
import './composer_element.js';

const nearMs = 24 * 60 * 60_000;
const bottomSlack = 48;
const deliveryIcons = { sending: 'clock', failed: 'warning', sent: 'check', received: 'checks', read: 'checks' } as const;

/**
 * `<courtside-talk>`: the messages of a session and, while it can be written to, the composer. It changes nothing
 * itself; it tells `courtside-send` ({text}), `courtside-typing` ({typing}) and `courtside-read` ({number}: all up to
 * there were seen at the bottom of a visible talk). The slot `composer-start` is in front of the composer's text.
 */
export class Talk extends LitElement {
  static override properties = {
    session: { attribute: false },
    messages: { attribute: false },
    pending: { attribute: false },
    me: { attribute: false },
    say: { attribute: false },
    language: {},
    typing: { type: Boolean },
    /** Who of several is writing; else the first of the others. */
    typist: { attribute: false },
    connection: {},
    /** Nobody looks at it now (closed panel): nothing counts as read. */
    unwatched: { type: Boolean },
    /** An earlier talk: no composer. */
    past: { type: Boolean },
    now: { attribute: false },
    mostBytes: { attribute: false },
    below: { state: true },
  };
  declare session: Session;
  declare messages: readonly Message[];
  declare pending: readonly PendingMessage[];
  declare me: number;
  declare say: Say<SharedKey>;
  declare language: string;
  declare typing: boolean;
  declare typist: number;
  declare connection: TalkConnection;
  declare unwatched: boolean;
  declare past: boolean;
  declare now: () => number;
  declare mostBytes: number;
  declare private below: boolean;
  private atBottom = true;
  private readTo = 0;
  private sessionId = 0;
  private ticking: ReturnType<typeof setInterval> | undefined;

  static override styles = [controls, talkStyles];

  constructor() {
    super();
    this.messages = [];
    this.pending = [];
    this.me = 0;
    this.language = 'en';
    this.typing = false;
    this.typist = 0;
    this.connection = 'connected';
    this.unwatched = false;
    this.past = false;
    this.now = () => Date.now();
    this.mostBytes = 16 * 1024;
    this.below = false;
  }

  private readonly looked = () => this.tellRead();

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.looked);
    this.ticking = setInterval(() => this.absent() && this.requestUpdate(), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.looked);
    clearInterval(this.ticking);
  }

  /** The composer where there is one, else the messages. */
  override focus(): void {
    void this.updateComplete.then(() => {
      const composer = this.renderRoot.querySelector('courtside-composer');
      (composer ?? this.renderRoot.querySelector<HTMLElement>('.scroll'))?.focus();
    });
  }

  override willUpdate(): void {
    if (this.session.sessionId === this.sessionId) return;
    this.sessionId = this.session.sessionId;
    this.readTo = 0;
    this.atBottom = !this.past;
  }

  override updated(changed: Map<PropertyKey, unknown>): void {
    if (this.atBottom) this.toBottom(false);
    else if (changed.has('messages') && !this.past && changed.get('messages') !== undefined) this.below = true;
    this.tellRead();
  }

  override render() {
    const name = this.others()[0]?.name ?? '';
    const entries = entriesOf(this.messages, this.pending, this.me, this.others());
    return html`
      ${this.bar(name)}
      <div class="scroll" tabindex="0" role="group" aria-label=${this.say('talk.label', { name })} @scroll=${this.scrolled}>
        <div role="log" aria-live=${this.past ? 'off' : 'polite'} aria-relevant="additions" aria-label=${this.say('talk.label', { name })}>
          ${entries.length === 0 && this.past ? html`<p class="empty">${this.say('talk.empty')}</p>` : nothing}
          ${repeat(entries, ({ key }) => key, (entry) => this.entry(entry))}
        </div>
        ${this.typing
          ? html`<p class="typing"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>${this.say('talk.typing', { name: this.nameOf(this.typist) || name })}</p>`
          : nothing}
      </div>
      ${this.below
        ? html`<button class="below" @click=${() => this.toBottom(true)}>${icon('down')}${this.say('talk.newBelow')}</button>`
        : nothing}
      ${this.foot()}
    `;
  }

  private entry(entry: Entry): TemplateResult {
    if (entry.kind === 'day') return html`<p class="day">${this.day(entry.ms)}</p>`;
    const name = entry.own ? this.say('talk.you') : this.nameOf(entry.senderId);
    const classes = `message ${entry.own ? 'own' : ''} ${entry.first ? 'first' : ''} ${entry.delivery ?? ''}`;
    return html`<div class=${classes} part=${entry.own ? 'message own-message' : 'message'}>
      <span class=${entry.first && !entry.own ? 'who' : 'unseen'}><bdi>${name}</bdi><span class="unseen">: </span></span>
      <div class="bubble">
        ${entry.moment ? html`<span class="moment">${this.say(`moment.${entry.moment}` as SharedKey)}</span>` : nothing}
        ${entry.redacted ? html`<p class="quiet">${this.say('talk.redacted')}</p>` : formatted(entry.text, this.say('talk.newTab'))}
        <p class="meta">
          <time datetime=${new Date(entry.ms).toISOString()}>${this.clock(entry.ms)}</time>
          ${entry.delivery ? this.delivery(entry.delivery) : nothing}
        </p>
        ${entry.delivery === 'failed' ? html`<p class="meta"><span class="failed">${this.say('talk.failedWhy')}</span></p>` : nothing}
      </div>
    </div>`;
  }

  private delivery(delivery: Delivery): TemplateResult {
    const words = this.say(`talk.${delivery}`);
    return html`<span class=${delivery} title=${words}>${icon(deliveryIcons[delivery])}<span class="unseen">${words}</span></span>`;
  }

  /** One thing at a time: one's own connection first, then the other side's. */
  private bar(name: string): TemplateResult | typeof nothing {
    if (this.past) return nothing;
    if (this.connection !== 'connected') {
      return html`<p class="bar">${icon('offline')}<span>${this.say(`connection.${this.connection}`)}</span></p>`;
    }
    const absent = this.absent();
    if (!absent) return nothing;
    const time = countdown(absent.graceEndsMs - this.now());
    return html`<p class="bar">${icon('offline')}<span>${this.say(absent.graceEndsMs ? 'talk.absent' : 'talk.absentShort', { name, time })}</span></p>`;
  }

  private foot(): TemplateResult | typeof nothing {
    if (this.past) return nothing;
    switch (this.session.state) {
      case SessionState.ACTIVE:
      case SessionState.WRAP_UP:
        return html`<courtside-composer
          exportparts="input, send"
          .say=${this.say}
          .draftName=${`talk.${this.session.sessionId}`}
          .mostBytes=${this.mostBytes}
          ><slot name="composer-start" slot="start"></slot
        ></courtside-composer>`;
      case SessionState.ENDED:
        return html`<p class="over">${this.say('talk.over')}</p>`;
      default:
        return nothing;
    }
  }

  /** Who is here besides; an expert who has left is not waited for. At the end everybody leaves: then learner and coach. */
  private others(): Participant[] {
    const ended = this.session.state === SessionState.ENDED;
    return this.session.participants.filter(
      ({ personId, leftMs, role }) => personId !== this.me && (leftMs === 0 || (ended && role !== SessionRole.EXPERT)),
    );
  }

  private nameOf(person: number): string {
    return this.session.participants.find(({ personId }) => personId === person)?.name ?? '';
  }

  private absent(): Participant | undefined {
    const live = this.session.state === SessionState.ACTIVE || this.session.state === SessionState.WRAP_UP;
    return live && !this.past ? this.others().find(({ joined, connected }) => joined && !connected) : undefined;
  }

  private scrolled(event: Event): void {
    const { scrollTop, clientHeight, scrollHeight } = event.target as HTMLElement;
    this.atBottom = scrollHeight - scrollTop - clientHeight < bottomSlack;
    if (this.atBottom) this.below = false;
    this.tellRead();
  }

  private toBottom(moved: boolean): void {
    const scroll = this.renderRoot.querySelector('.scroll');
    scroll?.scrollTo({ top: scroll.scrollHeight });
    this.atBottom = true;
    this.below = false;
    if (moved) this.focus();
  }

  private tellRead(): void {
    if (this.past || this.unwatched || !this.atBottom || document.visibilityState !== 'visible') return;
    const last = this.messages.reduce((number, message) => (message.senderId === this.me ? number : message.number), 0);
    if (last <= this.readTo) return;
    this.readTo = last;
    this.dispatchEvent(new CustomEvent('courtside-read', { detail: { number: last }, bubbles: true, composed: true }));
  }

  private clock(ms: number): string {
    return new Intl.DateTimeFormat(this.language, { hour: 'numeric', minute: '2-digit' }).format(ms);
  }

  private day(ms: number): string {
    const sameDay = (other: number) => new Date(ms).toDateString() === new Date(other).toDateString();
    if (sameDay(this.now())) return this.say('talk.today');
    if (sameDay(this.now() - nearMs)) return this.say('talk.yesterday');
    return new Intl.DateTimeFormat(this.language, { weekday: 'long', day: 'numeric', month: 'long' }).format(ms);
  }
}

if (!customElements.get('courtside-talk')) customElements.define('courtside-talk', Talk);

declare global {
  interface HTMLElementTagNameMap {
    'courtside-talk': Talk;
  }
}
