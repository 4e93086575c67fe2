/** What is guessed or set by default about a request, to be changed: it comes when somebody wants to. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '@courtside/ui/icons';
import type { Wish } from '../wish.js';
import { choices, type View } from '../view.js';

export function change(view: View): TemplateResult {
  const { say, position, coaches } = view;
  const { wish } = position;
  const set = (part: Partial<Wish>) => view.move({ wish: { ...position.wish, ...part } });
  const lengths = ([15, 30] as const).map((count) => [count, say('ask.minutes', { count })] as const);
  const times = [['now', say('change.whenNow')], ['later', say('change.whenLater')]] as const;
  return html`<div class="change">
    ${skillField(view)}
    ${choices('minutes', say('change.length'), lengths, wish.minutes, (minutes) => set({ minutes }))}
    ${choices('when', say('change.when'), times, wish.from ? 'later' : 'now', (when) =>
      set(when === 'now' ? { from: '', to: '' } : laterToday(view.now())),
    )}
    ${wish.from
      ? html`<div class="pair">
          ${timeField('from', say('change.from'), wish.from, (from) => set({ from }))}
          ${timeField('to', say('change.to'), wish.to, (to) => set({ to }))}
        </div>`
      : nothing}
    ${timeField('needed', say('change.neededBy'), wish.neededBy, (neededBy) => set({ neededBy }), say('change.neededByHint'))}
    ${coaches.length > 0
      ? html`<fieldset class="people">
          <legend>${say('change.people')}</legend>
          ${coaches.map(({ personId, name }) => {
            const without = (list: readonly number[]) => list.filter((id) => id !== personId);
            const chosen = wish.prefer.includes(personId) ? 'prefer' : wish.leaveOut.includes(personId) ? 'leaveOut' : '';
            return html`<div>
              <label for="person-${personId}"><bdi>${name}</bdi></label>
              <select
                id="person-${personId}"
                @change=${(event: Event) => {
                  const value = (event.target as HTMLSelectElement).value;
                  set({
                    prefer: value === 'prefer' ? [...without(wish.prefer), personId] : without(wish.prefer),
                    leaveOut: value === 'leaveOut' ? [...without(wish.leaveOut), personId] : without(wish.leaveOut),
                  });
                }}
              >
                <option value="" ?selected=${chosen === ''}>${say('change.noChoice')}</option>
                <option value="prefer" ?selected=${chosen === 'prefer'}>${say('change.prefer')}</option>
                <option value="leaveOut" ?selected=${chosen === 'leaveOut'}>${say('change.leaveOut')}</option>
              </select>
            </div>`;
          })}
        </fieldset>`
      : nothing}
    ${checkbox('unit', say('change.unit'), wish.leaveOutUnit, (leaveOutUnit) => set({ leaveOutUnit }))}
    ${checkbox('manager', say('change.manager'), wish.allowManager, (allowManager) => set({ allowManager }), say('change.managerHint'))}
    <button type="button" class="plain" aria-expanded="true" @click=${() => view.move({ changing: false }, '#change')}>
      ${icon('check')}${say('ask.done')}
    </button>
  </div>`;
}

function skillField(view: View): TemplateResult {
  const { say, position, skills } = view;
  const { wish, skillTyped } = position;
  const found = skillTyped ? (skills?.search(skillTyped) ?? []) : [];
  const choose = (skill: string) =>
    view.move({ wish: { ...wish, skill }, skillTyped: '', guessed: false, told: '' }, '#skill');
  return html`<div class="skill">
    <label for="skill">${say('change.skill')}</label>
    ${wish.skill ? html`<p class="chosen">${icon('check')}<strong>${skills?.label(wish.skill) ?? wish.skill}</strong></p>` : nothing}
    <div class="search">
      ${icon('search')}
      <input
        id="skill"
        type="search"
        autocomplete="off"
        role="combobox"
        aria-expanded=${found.length > 0 ? 'true' : 'false'}
        aria-controls="skills-found"
        aria-describedby="skill-problem"
        placeholder=${say('change.skillHint')}
        .value=${skillTyped}
        @input=${(event: Event) => view.move({ skillTyped: (event.target as HTMLInputElement).value })}
        @keydown=${(event: KeyboardEvent) => {
          const first = found[0];
          if (event.key === 'Enter') {
            event.preventDefault();
            if (first) choose(first.code);
          } else if (event.key === 'ArrowDown' && first) {
            event.preventDefault();
            optionsOf(event)[0]?.focus();
          } else if (event.key === 'Escape' && skillTyped) {
            event.stopPropagation();
            view.move({ skillTyped: '' });
          }
        }}
      />
    </div>
    <div id="skills-found" role="listbox" aria-label=${say('change.skillHint')} ?hidden=${found.length === 0}
      @keydown=${(event: KeyboardEvent) => walk(event)}>
      ${found.map(
        ({ code, label }) => html`<button type="button" role="option" aria-selected=${code === wish.skill ? 'true' : 'false'} tabindex="-1"
          @click=${() => choose(code)}>${label}</button>`,
      )}
    </div>
    <p id="skill-problem" class=${position.told === 'skill' ? 'field-problem' : 'quiet small'} role="status">
      ${position.told === 'skill' && !wish.skill
        ? say('ask.skillMissing')
        : skillTyped
          ? found.length > 0
            ? say('change.skillFound', { count: found.length })
            : say('change.skillNothing')
          : nothing}
    </p>
  </div>`;
}

function optionsOf(event: Event): HTMLElement[] {
  const root = (event.currentTarget as HTMLElement).closest('.skill');
  return [...(root?.querySelectorAll<HTMLElement>('[role=option]') ?? [])];
}

/** Up and down through what was found; up from the first leads back to the field. */
function walk(event: KeyboardEvent): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  event.preventDefault();
  const options = optionsOf(event);
  const at = options.indexOf(event.target as HTMLElement);
  const next = event.key === 'ArrowDown' ? Math.min(at + 1, options.length - 1) : at - 1;
  if (next >= 0) options[next]?.focus();
  else (event.currentTarget as HTMLElement).closest('.skill')?.querySelector('input')?.focus();
}

export function timeField(id: string, label: string, value: string, set: (value: string) => void, hint?: string): TemplateResult {
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <input
      id=${id}
      type="time"
      aria-describedby=${`${id}-hint`}
      .value=${value}
      @change=${(event: Event) => set((event.target as HTMLInputElement).value)}
    />
    <p id=${`${id}-hint`} class="quiet small">${hint ?? nothing}</p>
  </div>`;
}

function checkbox(id: string, label: string, value: boolean, set: (value: boolean) => void, hint?: string): TemplateResult {
  return html`<div class="tick">
    <input id=${id} type="checkbox" .checked=${value} @change=${(event: Event) => set((event.target as HTMLInputElement).checked)} />
    <label for=${id}>${label}${hint ? html`<span class="quiet small">${hint}</span>` : nothing}</label>
  </div>`;
}

/** The next full hour and the one after, if there is that much left of the day. */
export function laterToday(now: number): { from: string; to: string } {
  const hour = Math.min(new Date(now).getHours() + 1, 22);
  const time = (value: number) => `${String(value).padStart(2, '0')}:00`;
  return { from: time(hour), to: time(hour + 1) };
}
