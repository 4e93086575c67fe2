/**
 * Colours, sizes and type. A page replaces what begins with `--courtside-`; components read what begins with `--cs-`.
 * Every pair of ink and ground has at least 4.5 : 1, lines of controls 3 : 1. `scheme="light"` or `"dark"` on the
 * host decides; without it the system does. Forced colours replace them all by themselves.
 */
import { css } from 'lit';

const light = css`
  color-scheme: light;
  --cs-ground: var(--courtside-ground, #faf7f2);
  --cs-surface: var(--courtside-surface, #ffffff);
  --cs-sunken: var(--courtside-sunken, #f2ede4);
  --cs-line: var(--courtside-line, #e2dacd);
  --cs-line-strong: #877e70;
  --cs-ink: var(--courtside-ink, #20261f);
  --cs-ink-quiet: var(--courtside-ink-quiet, #5c6259);
  --cs-accent: var(--courtside-accent, #1b6a50);
  --cs-on-accent: var(--courtside-on-accent, #ffffff);
  --cs-accent-strong: color-mix(in srgb, var(--cs-accent) 82%, black);
  --cs-accent-tint: color-mix(in srgb, var(--cs-accent) 11%, var(--cs-surface));
  --cs-warm: #8a4b08;
  --cs-warm-tint: #fdf0dc;
  --cs-bad: #a3281f;
  --cs-bad-tint: #fcebe8;
  --cs-shadow: 0 1px 2px rgb(40 32 16 / 8%), 0 2px 10px rgb(40 32 16 / 5%);
`;

const dark = css`
  color-scheme: dark;
  --cs-ground: var(--courtside-ground, #151917);
  --cs-surface: var(--courtside-surface, #1e2421);
  --cs-sunken: var(--courtside-sunken, #29312d);
  --cs-line: var(--courtside-line, #39433e);
  --cs-line-strong: #86938b;
  --cs-ink: var(--courtside-ink, #edf1ed);
  --cs-ink-quiet: var(--courtside-ink-quiet, #aab5ae);
  --cs-accent: var(--courtside-accent, #79d2ad);
  --cs-on-accent: var(--courtside-on-accent, #07271b);
  --cs-accent-strong: color-mix(in srgb, var(--cs-accent) 85%, white);
  --cs-accent-tint: color-mix(in srgb, var(--cs-accent) 16%, var(--cs-surface));
  --cs-warm: #f6c177;
  --cs-warm-tint: #3a2c16;
  --cs-bad: #ffb3aa;
  --cs-bad-tint: #3e1f1c;
  --cs-shadow: 0 1px 3px rgb(0 0 0 / 45%);
`;

export const tokens = css`
  :host {
    ${light}
    --cs-radius: var(--courtside-radius, 14px);
    --cs-radius-small: calc(var(--cs-radius) * 0.7);
    --cs-font: var(
      --courtside-font,
      system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Arabic', 'Helvetica Neue', Arial, sans-serif
    );
    --cs-mono: ui-monospace, 'SF Mono', 'Cascadia Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace;
    font: 400 0.9375rem/1.5 var(--cs-font);
    color: var(--cs-ink);
  }
  @media (prefers-color-scheme: dark) {
    :host(:not([scheme='light'])) {
      ${dark}
    }
  }
  :host([scheme='dark']) {
    ${dark}
  }
`;
