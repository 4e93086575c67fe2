import { css } from 'lit';

export const talkStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    flex: 1;
    position: relative;
    background: var(--cs-ground);
  }
  .scroll {
    flex: 1;
    min-block-size: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: 0.75rem;
    scrollbar-width: thin;
  }
  .scroll:focus-visible {
    outline-offset: -3px;
  }
  .day {
    display: flex;
    align-items: center;
    gap: 0.75em;
    margin-block: 0.4rem 0.6rem;
    color: var(--cs-ink-quiet);
    font-size: 0.8125rem;
    font-weight: 600;
  }
  .day::before,
  .day::after {
    content: '';
    flex: 1;
    border-block-start: 1px solid var(--cs-line);
  }
  .message {
    max-inline-size: min(86%, 38rem);
    inline-size: fit-content;
    margin-block-start: 0.2rem;
    animation: arrive 160ms ease-out;
  }
  .message.first {
    margin-block-start: 0.75rem;
  }
  .message.own {
    margin-inline-start: auto;
  }
  @keyframes arrive {
    from {
      opacity: 0;
      transform: translateY(4px);
    }
  }
  .who {
    display: block;
    font-size: 0.8125rem;
    font-weight: 600;
    color: var(--cs-ink-quiet);
    margin: 0 0.9em 0.15em;
  }
  .own .who {
    text-align: end;
  }
  .bubble {
    padding: 0.5em 0.9em 0.4em;
    border-radius: var(--cs-radius);
    background: var(--cs-surface);
    border: 1px solid var(--cs-line);
    overflow-wrap: anywhere;
  }
  .own .bubble {
    background: var(--cs-accent-tint);
    border-color: transparent;
  }
  .message.first:not(.own) .bubble {
    border-start-start-radius: 4px;
  }
  .message.first.own .bubble {
    border-start-end-radius: 4px;
  }
  .failed .bubble {
    border-color: var(--cs-bad);
  }
  .lines {
    white-space: pre-wrap;
  }
  .lines + .lines,
  pre {
    margin-block-start: 0.4em;
  }
  pre {
    margin: 0.4em 0;
    padding: 0.6em 0.8em;
    border-radius: var(--cs-radius-small);
    background: var(--cs-sunken);
    overflow-x: auto;
    white-space: pre;
  }
  code {
    font-family: var(--cs-mono);
    font-size: 0.875em;
  }
  .lines code {
    padding: 0.1em 0.35em;
    border-radius: 5px;
    background: color-mix(in srgb, var(--cs-ink) 9%, transparent);
  }
  .moment {
    display: inline-block;
    margin-block-end: 0.2em;
    padding: 0.05em 0.6em;
    border-radius: 99px;
    background: var(--cs-accent);
    color: var(--cs-on-accent);
    font-size: 0.8125rem;
    font-weight: 600;
  }
  .meta {
    display: flex;
    align-items: center;
    justify-content: flex-end;
    gap: 0.35em;
    font-size: 0.75rem;
    color: var(--cs-ink-quiet);
    line-height: 1.3;
  }
  .meta .read {
    color: var(--cs-accent);
  }
  .meta .failed {
    color: var(--cs-bad);
  }
  .typing,
  .empty {
    color: var(--cs-ink-quiet);
    font-size: 0.875rem;
  }
  .typing {
    display: flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: 1.6em;
    padding-inline: 0.9em;
    margin-block-start: 0.4rem;
  }
  .empty {
    text-align: center;
    padding: 1.5rem 0.5rem;
  }
  .dots {
    display: inline-flex;
    gap: 3px;
  }
  .dots i {
    inline-size: 6px;
    block-size: 6px;
    border-radius: 50%;
    background: currentColor;
    animation: wave 1.2s infinite ease-in-out;
  }
  .dots i:nth-child(2) {
    animation-delay: 0.15s;
  }
  .dots i:nth-child(3) {
    animation-delay: 0.3s;
  }
  @keyframes wave {
    30% {
      transform: translateY(-3px);
    }
    60% {
      transform: none;
    }
  }
  .bar {
    padding: 0.5em 0.9em;
    font-size: 0.875rem;
    background: var(--cs-warm-tint);
    color: var(--cs-warm);
    display: flex;
    gap: 0.6em;
    align-items: center;
  }
  .below {
    position: absolute;
    inset-inline: 0;
    inset-block-end: 4.75rem;
    margin-inline: auto;
    inline-size: fit-content;
    border-radius: 99px;
    box-shadow: var(--cs-shadow);
  }
  .over {
    padding: 0.75em 1em;
    text-align: center;
    color: var(--cs-ink-quiet);
    border-block-start: 1px solid var(--cs-line);
    background: var(--cs-surface);
  }
  @media (forced-colors: active) {
    .bubble {
      border: 1px solid CanvasText;
    }
    .own .bubble {
      border-style: double;
      border-width: 3px;
    }
  }
`;
