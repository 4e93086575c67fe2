/** The frame of every screen: head, body, foot, headings, who reads this. */
import { css } from 'lit';

export const layout = css`
  :host {
    display: block;
    block-size: 100%;
    min-block-size: 0;
  }
  .panel {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    background: var(--cs-ground);
    overflow: hidden;
  }
  header {
    display: flex;
    align-items: center;
    gap: 0.25rem;
    padding: 0.35rem 0.4rem 0.35rem 0.9rem;
    padding-inline: 0.9rem 0.4rem;
    background: var(--cs-surface);
    border-block-end: 1px solid var(--cs-line);
  }
  header:has(button:first-child) {
    padding-inline-start: 0.4rem;
  }
  header h1 {
    flex: 1;
    font-size: 1rem;
    font-weight: 700;
    letter-spacing: -0.01em;
    padding-inline-start: 0.35rem;
  }
  .mark {
    color: var(--cs-accent);
    display: inline-flex;
  }
  :host([dir='rtl']) header .icon-only:first-child .icon,
  :host([dir='rtl']) .row > .icon {
    transform: scaleX(-1);
  }
  .body {
    flex: 1;
    min-block-size: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: 1.1rem;
    display: flex;
    flex-direction: column;
    gap: 0.9rem;
    scrollbar-width: thin;
  }
  .body > * {
    flex: none;
  }
  footer {
    display: flex;
    justify-content: center;
    background: var(--cs-surface);
    border-block-start: 1px solid var(--cs-line);
  }
  footer button {
    font-size: 0.8125rem;
    font-weight: 500;
    color: var(--cs-ink-quiet);
    text-decoration: underline;
    text-underline-offset: 0.2em;
    text-decoration-color: var(--cs-line-strong);
    min-block-size: 40px;
  }
  h2 {
    font-size: 1.35rem;
    line-height: 1.25;
    font-weight: 700;
    letter-spacing: -0.015em;
    text-wrap: balance;
    overflow-wrap: anywhere;
  }
  h3 {
    font-size: 0.9375rem;
    font-weight: 650;
  }
  .small {
    font-size: 0.8125rem;
  }
  .grow {
    flex: 1;
    min-inline-size: 0;
  }
  .reader summary {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.2em 0.45em;
    min-block-size: 32px;
    list-style: none;
    cursor: pointer;
    font-size: 0.8125rem;
    color: var(--cs-ink-quiet);
    border-radius: 6px;
  }
  .reader summary::-webkit-details-marker {
    display: none;
  }
  .reader .link {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  .reader p {
    margin-block-start: 0.4rem;
    padding: 0.75em 0.9em;
    background: var(--cs-surface);
    border: 1px solid var(--cs-line);
    border-radius: var(--cs-radius-small);
    font-size: 0.875rem;
  }
`;
