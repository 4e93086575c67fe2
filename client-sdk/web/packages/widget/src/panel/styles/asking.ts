/** The form: the box, the summary, what can be changed, choices. */
import { css } from 'lit';

export const asking = css`
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
`;
