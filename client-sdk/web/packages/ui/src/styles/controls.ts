/** Buttons, fields, notices and what only screen readers meet: the same in every component. */
import { css } from 'lit';

export const controls = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  fieldset {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  fieldset {
    border: 0;
    min-inline-size: 0;
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .icon {
    inline-size: 1.25em;
    block-size: 1.25em;
    flex: none;
    vertical-align: -0.25em;
  }
  button,
  input,
  select,
  textarea {
    font: inherit;
    color: inherit;
  }
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-block-size: 44px;
    padding: 0.4em 1em;
    border: 1px solid transparent;
    border-radius: var(--cs-radius-small);
    background: var(--cs-sunken);
    cursor: pointer;
    font-weight: 600;
    text-align: center;
    transition: background-color 120ms ease;
  }
  button:hover {
    background: color-mix(in srgb, var(--cs-ink) 9%, var(--cs-sunken));
  }
  button.primary {
    background: var(--cs-accent);
    color: var(--cs-on-accent);
  }
  button.primary:hover {
    background: var(--cs-accent-strong);
  }
  button.outline {
    background: transparent;
    border-color: var(--cs-line-strong);
  }
  button.outline:hover {
    background: var(--cs-sunken);
  }
  button.plain {
    background: none;
    color: var(--cs-accent);
    padding-inline: 0.5em;
  }
  button.plain:hover {
    background: var(--cs-accent-tint);
  }
  button.wide {
    inline-size: 100%;
  }
  button:disabled {
    opacity: 0.55;
    cursor: default;
  }
  button[aria-disabled='true'] {
    cursor: default;
    background: var(--cs-sunken);
    color: var(--cs-ink-quiet);
  }
  .icon-only {
    padding: 0;
    inline-size: 44px;
    background: none;
    font-weight: 400;
  }
  input:not([type='checkbox'], [type='radio']),
  select,
  textarea {
    inline-size: 100%;
    min-block-size: 44px;
    padding: 0.5em 0.75em;
    border: 1px solid var(--cs-line-strong);
    border-radius: var(--cs-radius-small);
    background: var(--cs-surface);
  }
  textarea {
    resize: none;
    display: block;
  }
  ::placeholder {
    color: var(--cs-ink-quiet);
    opacity: 1;
  }
  input[type='checkbox'],
  input[type='radio'] {
    accent-color: var(--cs-accent);
    inline-size: 1.15rem;
    block-size: 1.15rem;
    margin: 0;
    flex: none;
  }
  a {
    color: var(--cs-accent);
    text-underline-offset: 0.15em;
  }
  :focus-visible {
    outline: 3px solid var(--cs-accent);
    outline-offset: 2px;
  }
  h1:focus-visible,
  h2:focus-visible {
    outline: none;
  }
  .quiet {
    color: var(--cs-ink-quiet);
  }
  .notice {
    display: flex;
    gap: 0.6em;
    padding: 0.6em 0.8em;
    border-radius: var(--cs-radius-small);
    background: var(--cs-accent-tint);
  }
  .notice.warm {
    background: var(--cs-warm-tint);
    color: var(--cs-warm);
  }
  .notice.bad {
    background: var(--cs-bad-tint);
    color: var(--cs-bad);
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
      scroll-behavior: auto !important;
    }
  }
  @media (forced-colors: active) {
    button,
    .notice {
      border: 1px solid ButtonBorder;
    }
    button.primary {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
    .icon {
      color: CanvasText;
    }
    button .icon {
      color: inherit;
    }
  }
`;
