/** Lists: issues, sessions, what was found, contacts. */
import { css } from 'lit';

export const past = css`
  .rows {
    display: grid;
    gap: 0.5rem;
  }
  .row {
    inline-size: 100%;
    justify-content: flex-start;
    text-align: start;
    padding: 0.7em 0.9em;
    background: var(--cs-surface);
    border-color: var(--cs-line);
    font-weight: 400;
  }
  .row .grow {
    display: grid;
    gap: 0.1rem;
    overflow-wrap: anywhere;
  }
  .row > .icon {
    color: var(--cs-ink-quiet);
  }
  .row[aria-expanded='true'] > .icon {
    transform: rotate(90deg);
  }
  .clamp {
    display: -webkit-box;
    -webkit-line-clamp: 3;
    -webkit-box-orient: vertical;
    overflow: hidden;
  }
  .description {
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .mine,
  .mine ul {
    display: grid;
    gap: 0.5rem;
  }
  .mine ul {
    margin-block: 0.5rem;
    padding-inline-start: 1rem;
    overflow-wrap: anywhere;
  }
  .mine details > summary,
  .widen > summary {
    min-block-size: 44px;
    align-content: center;
    cursor: pointer;
    font-weight: 600;
  }
  .widen > * + * {
    margin-block-start: 0.5rem;
  }
  .danger {
    color: var(--cs-bad);
  }
  .contacts {
    display: grid;
    gap: 0.5rem;
  }
  .contacts a {
    display: flex;
    align-items: center;
    min-block-size: 44px;
    padding: 0.5em 0.9em;
    background: var(--cs-surface);
    border: 1px solid var(--cs-line);
    border-radius: var(--cs-radius-small);
    font-weight: 600;
  }
`;
