/** What every screen is drawn from, and the small pieces that they share. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon, type IconName } from '@courtside/ui/icons';
import type { Say } from '@courtside/ui/strings/say';
import type { Key } from '../strings/languages.js';
import type { Contact } from '../link.js';
import type { Learner } from './learner.js';
import type { MyData } from './my_data.js';
import type { LearnerState } from './learner_state.js';
import type { Parts } from './parts.js';
import type { Past } from './past.js';
import type { Position } from './position.js';
import type { SkillIndex } from './skills.js';
import type { Participant } from '@courtside/client';

export interface View {
  say: Say<Key>;
  language: string;
  state: LearnerState;
  learner: Learner;
  position: Position;
  skills: SkillIndex | undefined;
  coaches: readonly Participant[];
  /** There as soon as the part is that shows it. */
  past: Past | undefined;
  mine: MyData | undefined;
  contacts: readonly Contact[];
  parts: Parts;
  isOpen: boolean;
  now(): number;
  move(change: Partial<Position>, focus?: string): void;
  connect(): void;
  /** Fetches what the form offers, where it is not here. */
  load(): void;
  showMine(): void;
}

export function timeOf(locale: string, ms: number): string {
  return new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }).format(ms);
}

export function clock(view: View, ms: number): string {
  return timeOf(view.language, ms);
}

export function date(view: View, ms: number): string {
  return new Intl.DateTimeFormat(view.language, { day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit' }).format(ms);
}

/** The heading that takes the focus when a screen comes. */
export function heading(text: string): TemplateResult {
  return html`<h2 id="heading" tabindex="-1">${text}</h2>`;
}

export function notice(name: IconName, text: unknown, tone = ''): TemplateResult {
  return html`<div class="notice ${tone}">${icon(name)}<div>${text}</div></div>`;
}

export function problem(view: View): TemplateResult | typeof nothing {
  const key = view.state.problem as Key | '';
  return key ? html`<div role="alert">${notice('warning', view.say(key), 'bad')}</div>` : nothing;
}

/** A group of choices of which one is taken, as large as a thumb. */
export function choices<Value extends string | number>(
  name: string,
  label: string,
  options: readonly (readonly [Value, string])[],
  chosen: Value | undefined,
  choose: (value: Value) => void,
): TemplateResult {
  return html`<fieldset class="choices">
    <legend>${label}</legend>
    <div>
      ${options.map(
        ([value, words]) => html`<label>
          <input type="radio" name=${name} .checked=${value === chosen} @change=${() => choose(value)} /><span>${words}</span>
        </label>`,
      )}
    </div>
  </fieldset>`;
}

export function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return [...(words.length > 1 ? [words[0], words.at(-1)] : words)].map((word) => [...(word ?? '')][0] ?? '').join('');
}
