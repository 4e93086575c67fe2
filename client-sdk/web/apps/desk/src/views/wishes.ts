/** What waits, what the coach wants of the matching, and promised times that are likely to become theirs. */
import { html, nothing, type TemplateResult } from 'lit';
import { PresenceState } from '@courtside/client';
import { addFocus, daysFrom, weeklyMinutes } from '../focus_time.js';
import { ahead, longestMs } from '../ready.js';
import { icon } from './icons.js';
import { clock, day, field, skillLabel, submitted, weekday, type View } from './view.js';

export function waitsCard(view: View): TemplateResult | typeof nothing {
  const { say, stores, state } = view;
  const { waiting } = stores.wishes.state;
  if (!waiting) return nothing;
  const ready = state.presence?.state === PresenceState.READY;
  return html`<section class="card" aria-labelledby="waits-heading" id="waits">
    <h2 id="waits-heading">${say.waits.heading}</h2>
    ${waiting.total === 0
      ? html`<p class="empty">${say.waits.none}</p>`
      : html`<ul class="skills">
          ${waiting.counts.map(
            ({ skill, skillLabel: label, count, longestSinceMs }) => html`<li>
              <span>${label || skillLabel(view, skill)}</span>
              <span class="quiet"><strong>${say.waits.count(count)}</strong> ${longestSinceMs === 0 ? nothing : say.waits.longest(Math.floor((view.now - longestSinceMs) / 60_000))}</span>
            </li>`,
          )}
        </ul>
        ${ready ? nothing : html`<p class="quiet small">${say.waits.ready}</p>`}`}
  </section>`;
}

// ---- How one wants to be asked --------------------------------------------------------------------------------

export function wishesCard(view: View): TemplateResult | typeof nothing {
  const { say, stores, state } = view;
  const { preferences } = stores.wishes.state;
  if (!preferences) return nothing;
  const busy = state.busy.has('wishes') || state.connection.state !== 'connected';
  return html`<section class="card" aria-labelledby="wishes-heading">
    <h2 id="wishes-heading">${say.wishes.heading}</h2>
    <label class="choice">
      <input type="checkbox" id="committed" .checked=${preferences.committed} ?disabled=${busy}
        @change=${(event: Event) => void view.prefer({ committed: (event.target as HTMLInputElement).checked })} />
      <span><strong>${say.wishes.committed}</strong><br /><span class="quiet small">${say.wishes.committedText}</span></span>
    </label>
    <form class="wish-form" @submit=${submitted((fields) => {
      const minutes = weeklyMinutes(field(fields, 'weekly'));
      view.change({ weeklyProblem: minutes === undefined });
      if (minutes !== undefined) void view.prefer({ weeklyMinutes: minutes });
    })}>
      <label>${say.wishes.weekly}
        <input name="weekly" type="number" inputmode="numeric" min="0" max="2400" step="1" .defaultValue=${preferences.weeklyMinutes === 0 ? '' : String(preferences.weeklyMinutes)} />
      </label>
      <button class="soft" ?disabled=${busy}>${say.wishes.save}</button>
    </form>
    <p class="problem" role="alert" ?hidden=${!view.ui.weeklyProblem}>${say.wishes.weeklyProblem}</p>
    <p class="quiet small">${say.wishes.thisWeek(preferences.minutesThisWeek)}
      ${preferences.acceptsOfTen <= 10 ? say.wishes.accepts(preferences.acceptsOfTen) : nothing}</p>
    ${focus(view, busy)}
  </section>`;
}

function focus(view: View, busy: boolean): TemplateResult {
  const { say, stores, now } = view;
  const windows = ahead(stores.wishes.state.preferences?.focus ?? [], now);
  const problems = { no_time: say.windows.noTime, empty: say.windows.empty, over: say.windows.over, too_many: say.windows.tooMany };
  return html`
    <h3>${say.wishes.focus}</h3>
    <p class="quiet small">${say.wishes.focusText}</p>
    ${windows.length === 0
      ? html`<p class="empty">${say.wishes.focusNone}</p>`
      : html`<ul class="windows focus">
          ${windows.map(({ fromMs, toMs }) => {
            const from = day(view, fromMs);
            const to = clock(view, toMs);
            return html`<li>
              <span>${say.windows.range(from, to)}</span>
              <button class="icon-button" ?disabled=${busy} aria-label=${say.windows.remove(from, to)}
                @click=${() => void view.prefer({ focus: windows.filter((window) => window.fromMs !== fromMs) })}>${icon('close')}</button>
            </li>`;
          })}
        </ul>`}
    <form class="wish-form" @submit=${submitted((fields) => {
      const changed = addFocus(windows, Number(field(fields, 'day')), field(fields, 'from'), field(fields, 'to'), view.desk.now());
      view.change({ focusProblem: 'problem' in changed ? changed.problem : undefined });
      if ('windows' in changed) void view.prefer({ focus: changed.windows });
    })}>
      <label>${say.wishes.day}<select name="day">
        ${daysFrom(now).map(({ later, atMs }) => html`<option value=${later}>${weekday(view, atMs)}</option>`)}
      </select></label>
      <label>${say.windows.from}<input name="from" type="time" required /></label>
      <label>${say.windows.to}<input name="to" type="time" required /></label>
      <button class="soft" ?disabled=${busy}>${say.wishes.add}</button>
    </form>
    <p class="problem" role="alert" ?hidden=${!view.ui.focusProblem}>${view.ui.focusProblem ? problems[view.ui.focusProblem] : nothing}</p>
  `;
}

// ---- Promised times -------------------------------------------------------------------------------------------

/** A talk may begin when the promised time ends. */
const longestTalkMs = 30 * 60_000;

export function reminders(view: View): TemplateResult {
  const { say, stores, now, desk } = view;
  const until = view.state.presence?.readyUntilMs ?? 0;
  return html`<div role="status" class="reminders">
    ${stores.wishes.remindersAt(now).map((reminder) => {
      const { title, window } = reminder;
      const toMs = window?.toMs ?? 0;
      const readyMs = toMs + longestTalkMs;
      return html`<div class="banner">
        <p>${icon('bell')} <strong>${say.promised.heading(clock(view, window?.fromMs ?? 0), clock(view, toMs))}</strong>
          <bdi>${title}</bdi> <span class="quiet">${say.promised.text}</span></p>
        ${until < readyMs && readyMs - now < longestMs
          ? html`<button class="soft" @click=${() => void desk.readyUntil(readyMs)}>${say.promised.ready(clock(view, readyMs))}</button>`
          : nothing}
        <button class="icon-button" aria-label=${say.close} @click=${() => stores.wishes.dismiss(reminder)}>${icon('close')}</button>
      </div>`;
    })}
  </div>`;
}
