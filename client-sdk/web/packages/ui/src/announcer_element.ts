import { LitElement, css, html } from 'lit';
import { controls } from './styles/controls.js';

/**
 * `<courtside-announcer>`: the one place from which states are read out (`role="status"`); messages have their own
 * log. `say` replaces what is there; the same text again is read again.
 */
export class Announcer extends LitElement {
  static override styles = [controls, css`:host { position: absolute; }`];
  static override properties = { text: { state: true } };
  declare private text: string;
  private again = false;

  constructor() {
    super();
    this.text = '';
  }

  say(text: string): void {
    if (text === '') return;
    // A text that did not change is not read: an unseen mark at its end makes it another one.
    this.again = text === this.text && !this.again;
    this.text = this.again ? `${text}\u200b` : text;
  }

  override render() {
    return html`<div class="unseen" role="status" aria-atomic="true">${this.text}</div>`;
  }
}

if (!customElements.get('courtside-announcer')) customElements.define('courtside-announcer', Announcer);

declare global {
  interface HTMLElementTagNameMap {
    'courtside-announcer': Announcer;
  }
}
