import { LitElement, css, html, nothing } from 'lit';
import { drafts, type Drafts } from '../drafts.js';
import { icon } from '../icons.js';
import type { SharedKey } from '../strings/en.js';
import type { Say } from '../strings/say.js';
import { controls } from '../styles/controls.js';

const typingEveryMs = 3_000;
const typingEndsMs = 5_000;
const encoder = new TextEncoder();

/**
 * `<courtside-composer>`: where a message is written. Tells `courtside-send` ({text}) and `courtside-typing`
 * ({typing}). What is begun is kept under `draftName`, through a reload as well. The slot `start` is in front of the text.
 */
export class Composer extends LitElement {
  static override properties = {
    say: { attribute: false },
    draftName: { attribute: false },
    keep: { attribute: false },
    mostBytes: { type: Number },
    text: { state: true },
  };
  declare say: Say<SharedKey>;
  declare draftName: string;
  declare keep: Drafts;
  declare mostBytes: number;
  declare private text: string;
  private typingSaidMs = 0;
  private typingEnds: ReturnType<typeof setTimeout> | undefined;

  static override styles = [
    controls,
    css`
      form {
        display: flex;
        align-items: flex-end;
        gap: 0.5rem;
        padding: 0.6rem 0.75rem;
        border-block-start: 1px solid var(--cs-line);
        background: var(--cs-surface);
      }
      textarea {
        max-block-size: 9.5rem;
        border-radius: 22px;
        padding: 0.6em 1em;
        line-height: 1.45;
        overflow-y: auto;
        field-sizing: content;
      }
      .send {
        inline-size: 44px;
        padding: 0;
        border-radius: 50%;
        flex: none;
      }
      .field {
        flex: 1;
        min-inline-size: 0;
      }
      .problem {
        color: var(--cs-bad);
        font-size: 0.875rem;
        padding-block-start: 0.3em;
      }
      :host(:dir(rtl)) .send .icon {
        transform: scaleX(-1);
      }
    `,
  ];

  constructor() {
    super();
    this.draftName = '';
    this.keep = drafts();
    this.mostBytes = 16 * 1024;
    this.text = '';
  }

  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('draftName')) this.text = this.keep.get(this.draftName);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.endTyping();
  }

  override focus(): void {
    void this.updateComplete.then(() => this.renderRoot.querySelector('textarea')?.focus());
  }

  override render() {
    const over = encoder.encode(this.text).length - this.mostBytes;
    const ready = this.text.trim() !== '' && over <= 0;
    return html`<form @submit=${this.submit}>
      <slot name="start"></slot>
      <div class="field">
        <textarea
          part="input"
          rows="1"
          dir="auto"
          enterkeyhint="send"
          aria-label=${this.say('talk.write')}
          aria-describedby="hint"
          aria-invalid=${over > 0 ? 'true' : 'false'}
          placeholder=${this.say('talk.write')}
          .value=${this.text}
          @input=${this.write}
          @keydown=${this.key}
        ></textarea>
        <span id="hint" class="unseen">${this.say('talk.hint')}</span>
        ${over > 0 ? html`<p class="problem" role="alert">${this.say('talk.tooLong', { count: over })}</p>` : nothing}
      </div>
      <button class="send primary" part="send" type="submit" aria-disabled=${ready ? 'false' : 'true'}>
        ${icon('send')}<span class="unseen">${this.say('talk.send')}</span>
      </button>
    </form>`;
  }

  private write(event: InputEvent): void {
    this.text = (event.target as HTMLTextAreaElement).value;
    this.keep.set(this.draftName, this.text);
    if (this.text === '') return this.endTyping();
    if (Date.now() - this.typingSaidMs > typingEveryMs) {
      this.typingSaidMs = Date.now();
      this.tell('courtside-typing', { typing: true });
    }
    clearTimeout(this.typingEnds);
    this.typingEnds = setTimeout(() => this.endTyping(), typingEndsMs);
  }

  private endTyping(): void {
    clearTimeout(this.typingEnds);
    if (this.typingSaidMs === 0) return;
    this.typingSaidMs = 0;
    this.tell('courtside-typing', { typing: false });
  }

  private key(event: KeyboardEvent): void {
    // While a word is being composed (Japanese, Chinese …) Enter belongs to that.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.submit(event);
  }

  private submit(event: Event): void {
    event.preventDefault();
    const text = this.text.trim();
    if (text === '' || encoder.encode(text).length > this.mostBytes) return this.focus();
    this.text = '';
    this.keep.set(this.draftName, '');
    this.endTyping();
    this.tell('courtside-send', { text });
    this.focus();
  }

  private tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

if (!customElements.get('courtside-composer')) customElements.define('courtside-composer', Composer);

declare global {
  interface HTMLElementTagNameMap {
    'courtside-composer': Composer;
  }
}
