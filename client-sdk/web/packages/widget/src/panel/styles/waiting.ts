/** The estimate, what happens next, the choices after two minutes; quotes and rows of buttons. */
import { css } from 'lit';

export const waiting = css`
  .estimate {
    position: relative;
    padding: 1.1rem;
    border-radius: var(--cs-radius);
    background: var(--cs-surface);
    border: 1px solid var(--cs-line);
    box-shadow: var(--cs-shadow);
  }
  .estimate .pulse {
    position: absolute;
    inset-block-start: 1.45rem;
    inset-inline-end: 1.1rem;
    margin: 0;
  }
  .range {
    font-size: 1.2rem;
    font-weight: 650;
    line-height: 1.3;
    padding-inline-end: 2rem;
  }
  .facts {
    display: grid;
    gap: 0.25rem;
    margin-block-start: 0.75rem;
    padding-block-start: 0.75rem;
    border-block-start: 1px solid var(--cs-line);
  }
  .facts div {
    display: flex;
    justify-content: space-between;
    gap: 1rem;
  }
  .facts dt {
    color: var(--cs-ink-quiet);
  }
  .facts dd {
    font-weight: 650;
    font-variant-numeric: tabular-nums;
  }
  .next {
    display: grid;
    gap: 0.3rem;
    font-size: 0.875rem;
    color: var(--cs-ink-quiet);
  }
  .next h3 {
    color: var(--cs-ink);
  }
  .pulse {
    display: block;
    inline-size: 12px;
    block-size: 12px;
    border-radius: 50%;
    background: var(--cs-accent);
    animation: pulse 1.8s infinite;
    margin: 6px auto 14px;
  }
  @keyframes pulse {
    0% {
      box-shadow: 0 0 0 0 color-mix(in srgb, var(--cs-accent) 45%, transparent);
    }
    80%,
    100% {
      box-shadow: 0 0 0 12px transparent;
    }
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: center;
  }
  .notice .actions {
    margin-block-start: 0.5rem;
  }
  .stack {
    display: grid;
    gap: 0.5rem;
    margin-block-start: 0.6rem;
  }
  .longer {
    padding: 1rem;
    border-radius: var(--cs-radius);
    background: var(--cs-warm-tint);
  }
  .longer h3 {
    color: var(--cs-warm);
  }
  .longer .grid {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr));
    gap: 0.5rem;
  }
  .longer .outline {
    background: var(--cs-surface);
    font-size: 0.875rem;
    padding-inline: 0.6em;
  }
  .longer .outline[aria-expanded='true'] {
    border-color: var(--cs-warm);
    box-shadow: inset 0 0 0 1px var(--cs-warm);
  }
  .tips {
    display: grid;
    gap: 0.5rem;
    padding-inline-start: 1.1em;
    list-style: disc;
  }
  .label {
    display: flex;
    gap: 0.4em;
    align-items: center;
    font-size: 0.8125rem;
    font-weight: 600;
  }
  blockquote {
    margin: 0;
    padding: 0.5em 0.9em;
    border-inline-start: 3px solid var(--cs-accent);
    background: var(--cs-surface);
    border-radius: 4px;
    overflow-wrap: anywhere;
  }
  .centre {
    margin: auto;
    text-align: center;
    padding: 2rem 1rem;
    display: grid;
    gap: 0.75rem;
    justify-items: center;
  }
`;
