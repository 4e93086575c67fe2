/** The match, the head of the session, its notices and questions, transcripts. */
import { css } from 'lit';

export const session = css`
  .avatar {
    display: inline-grid;
    place-items: center;
    inline-size: 2.5rem;
    block-size: 2.5rem;
    border-radius: 50%;
    flex: none;
    background: var(--cs-accent-tint);
    color: var(--cs-accent);
    font-weight: 700;
    font-size: 0.9375rem;
    letter-spacing: 0;
  }
  .named bdi {
    overflow-wrap: anywhere;
  }
  .named {
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
    line-height: 1.25;
  }
  .program {
    font-size: 0.75rem;
    font-weight: 500;
    color: var(--cs-ink-quiet);
    letter-spacing: 0;
  }
  .card {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    padding: 0.9rem 1rem;
    background: var(--cs-surface);
    border: 1px solid var(--cs-line);
    border-radius: var(--cs-radius);
    box-shadow: var(--cs-shadow);
    font-weight: 650;
    font-size: 1.0625rem;
  }
  .card .avatar {
    inline-size: 3rem;
    block-size: 3rem;
  }
  .session-head {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    padding: 0.5rem 0.75rem;
    background: var(--cs-surface);
    border-block-end: 1px solid var(--cs-line);
  }
  .session-head .who {
    display: flex;
    align-items: center;
    gap: 0.6rem;
    flex: 1;
    min-inline-size: 0;
    font-size: 0.9375rem;
    letter-spacing: 0;
  }
  .session-head .avatar {
    inline-size: 2.1rem;
    block-size: 2.1rem;
    font-size: 0.8125rem;
  }
  .small-button {
    min-block-size: 36px;
    padding: 0.2em 0.8em;
    font-size: 0.875rem;
  }
  .notices:not(:empty) {
    display: grid;
    max-block-size: 60%;
    overflow-y: auto;
    flex: none;
  }
  .notices .notice {
    border-radius: 0;
  }
  .why {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    padding: 0.15rem 0.75rem;
    background: var(--cs-surface);
    border-block-end: 1px solid var(--cs-line);
  }
  .why p {
    flex: 1;
  }
  .confirm {
    padding: 1rem;
    background: var(--cs-surface);
    border-block-end: 1px solid var(--cs-line);
    box-shadow: var(--cs-shadow);
    display: grid;
    gap: 0.35rem;
  }
  .confirm .actions {
    margin-block-start: 0.5rem;
  }
  .transcript {
    border: 1px solid var(--cs-line);
    border-radius: var(--cs-radius-small);
    overflow: hidden;
    max-block-size: 24rem;
    margin-block-start: 0.25rem;
  }
`;
