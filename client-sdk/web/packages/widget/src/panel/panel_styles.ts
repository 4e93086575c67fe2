import { css } from 'lit';

export const panelStyles = css`
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

  form.ask,
  form.closing,
  .change,
  .longer,
  .matched {
    display: flex;
    flex-direction: column;
    gap: 0.8rem;
  }
  #stuck {
    font-size: 1.0625rem;
    padding: 0.75em 0.9em;
    border-radius: var(--cs-radius);
    min-block-size: 6.2rem;
    box-shadow: var(--cs-shadow);
  }
  .big {
    min-block-size: 52px;
    font-size: 1.0625rem;
    border-radius: var(--cs-radius);
  }
  .field-problem {
    color: var(--cs-bad);
    font-size: 0.875rem;
    font-weight: 600;
  }
  .field-problem:empty,
  .field > p:empty,
  .skill > p:empty {
    display: none;
  }
  .summary {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    font-size: 0.875rem;
  }
  .summary p {
    flex: 1;
    min-inline-size: 0;
  }
  .change {
    gap: 1.1rem;
    padding: 1rem;
    background: var(--cs-surface);
    border: 1px solid var(--cs-line);
    border-radius: var(--cs-radius);
  }
  .change label,
  legend,
  .field label {
    font-weight: 600;
    font-size: 0.875rem;
    margin-block-end: 0.35em;
    display: block;
    padding: 0;
  }
  .choices > div {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  .choices label {
    display: inline-flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: 44px;
    padding: 0 0.9em;
    margin: 0;
    border: 1px solid var(--cs-line-strong);
    border-radius: 99px;
    background: var(--cs-surface);
    font-weight: 500;
    font-size: 0.9375rem;
    cursor: pointer;
  }
  @media (max-width: 360px) {
    .choices > div {
      gap: 0.35rem;
    }
    .choices label {
      padding: 0 0.65em;
    }
    .session-head .avatar {
      display: none;
    }
  }
  .choices label:has(:checked) {
    border-color: var(--cs-accent);
    background: var(--cs-accent-tint);
    font-weight: 600;
  }
  .choices label:has(:focus-visible) {
    outline: 3px solid var(--cs-accent);
    outline-offset: 2px;
  }
  .choices input:focus-visible {
    outline: none;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(7.5rem, 1fr));
    gap: 0.75rem;
  }
  .field .small {
    margin-block-start: 0.3em;
  }
  .tick {
    display: flex;
    gap: 0.65em;
    align-items: flex-start;
    min-block-size: 24px;
  }
  .tick label {
    margin: 0;
    font-weight: 500;
  }
  .tick .small {
    display: block;
    font-weight: 400;
  }
  .people > div {
    display: flex;
    align-items: center;
    gap: 0.75rem;
  }
  .people > div + div {
    margin-block-start: 0.4rem;
  }
  .people label {
    flex: 1;
    margin: 0;
    font-weight: 500;
  }
  .people select {
    inline-size: auto;
  }
  .search {
    position: relative;
  }
  .search > .icon {
    position: absolute;
    inset-block-start: 12px;
    inset-inline-start: 0.8em;
    color: var(--cs-ink-quiet);
    pointer-events: none;
  }
  .search input[type='search'] {
    padding-inline-start: 2.5em;
    appearance: none;
  }
  [role='listbox'] {
    margin-block-start: 0.35rem;
    border: 1px solid var(--cs-line);
    border-radius: var(--cs-radius-small);
    overflow: hidden;
  }
  [role='option'] {
    inline-size: 100%;
    justify-content: flex-start;
    text-align: start;
    background: none;
    border-radius: 0;
    font-weight: 500;
  }
  [role='option']:hover,
  [role='option']:focus-visible {
    background: var(--cs-accent-tint);
    outline-offset: -3px;
  }
  .chosen {
    display: flex;
    gap: 0.4em;
    margin-block-end: 0.5rem;
    color: var(--cs-accent);
  }
  .skill > p {
    margin-block-start: 0.35em;
  }

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
