import { LitElement, css, html } from 'lit';
import type { Say } from './strings/say.js';
import type { SharedKey } from './strings/en.js';
import { controls } from './styles/controls.js';
import { icon } from './icons.js';
import { countdown, minuteMs, spokenMinutes } from './time.js';

/**
 * `<courtside-time-left>`: counts down to `endsMs` by the clock that `now` tells. A timer is not read out by itself;
 * its words are minutes, so that a screen reader that visits it is not caught by seconds.
 */
export class TimeLeft extends LitElement {
  static override properties = { endsMs: { attribute: false }, now: { attribute: false }, say: { attribute: false } };
  declare endsMs: number;
  declare now: () => number;
  declare say: Say<SharedKey>;
  private ticking: ReturnType<typeof setInterval> | undefined;

  static override styles = [
    controls,
    css`
      :host {
        display: inline-flex;
        font-variant-numeric: tabular-nums;
      }
      [role='timer'] {
        display: inline-flex;
        align-items: center;
        gap: 0.3em;
        padding: 0.15em 0.6em 0.15em 0.45em;
        border-radius: 99px;
        background: var(--cs-sunken);
        font-weight: 600;
      }
      .late {
        background: var(--cs-warm-tint);
        color: var(--cs-warm);
      }
      @media (forced-colors: active) {
        [role='timer'] {
          border: 1px solid;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.endsMs = 0;
    this.now = () => Date.now();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.ticking = setInterval(() => this.requestUpdate(), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.ticking);
  }

  override render() {
    const left = this.endsMs - this.now();
    const late = left <= 5 * minuteMs;
    return html`<span class=${late ? 'late' : ''} role="timer">
      ${icon('clock')}<span aria-hidden="true">${countdown(left)}</span>
      <span class="unseen">${this.say('time.minutesLeft', { count: spokenMinutes(left) })}</span>
    </span>`;
  }
}

if (!customElements.get('courtside-time-left')) customElements.define('courtside-time-left', TimeLeft);

declare global {
  interface HTMLElementTagNameMap {
    'courtside-time-left': TimeLeft;
  }
}
