/** The desk while no session is held: ready or away, today's times, and what one is asked for. */
import { html, nothing, type TemplateResult } from 'lit';
import { PresenceReason, PresenceState } from '@courtside/client';
import {
  addWindow,
  ahead,
  countdown,
  formatClock,
  readyChoices,
  readyForMinutes,
  readyUntilClock,
  removeWindow,
  suggestedUntil,
} from '../ready.js';
import { icon } from './icons.js';
import { waitsCard, wishesCard } from './wishes.js';
import { clock, field, languageLabel, skillLabel, submitted, type View } from './view.js';

export function home(view: View): TemplateResult {
  return html`
    <div class="home">
      <div class="column">${presenceCard(view)} ${waitsCard(view)} ${channelCard(view)}</div>
      <div class="column">${windowsCard(view)} ${wishesCard(view)} ${meCard(view)}</div>
    </div>
  `;
}

function presenceCard(view: View): TemplateResult {
  const { say, state, now } = view;
  const { presence } = state;
  const ready = presence?.state === PresenceState.READY;
  const busy = state.busy.has('presence') || state.connection.state !== 'connected';
  const left = (presence?.readyUntilMs ?? 0) - now;
  const paused = (presence?.nextOfferFromMs ?? 0) > now;
  return html`
    <section class="card presence ${ready ? 'is-ready' : 'is-away'}" aria-labelledby="presence-heading">
      <h2 id="presence-heading">${say.presence.heading}</h2>
      <div class="presence-now">
        <span class="lamp ${ready ? 'on' : ''}" aria-hidden="true"></span>
        <div>
          <p class="presence-state" role="status">${ready ? say.presence.readyUntil(clock(view, presence.readyUntilMs)) : say.presence.away}</p>
          <p class="quiet">
            ${ready ? say.presence.readyText(countdown(left)) : awayText(view)}
            ${!ready && presence?.reason === PresenceReason.MISSED_OFFERS
              ? html`<button class="link" @click=${() => view.change({ page: 'offers' })}>${say.offers.see}</button>`
              : nothing}
          </p>
        </div>
      </div>
      ${paused ? html`<p class="note">${icon('pause')} ${say.presence.pause(clock(view, presence!.nextOfferFromMs))}</p>` : nothing}
      <div class="ready-row" role="group" aria-label=${ready ? say.presence.extendTo : say.presence.readyFor}>
        <span class="ready-label">${ready ? say.presence.extendTo : say.presence.readyFor}</span>
        ${readyChoices.map(
          (minutes) => html`
            <button class=${ready ? 'soft' : 'primary'} ?disabled=${busy}
              @click=${() => void view.desk.readyUntil(readyForMinutes(minutes, view.desk.now()))}>
              ${minutes < 60 ? say.presence.minutes(minutes) : say.presence.hours(minutes / 60)}
            </button>
          `,
        )}
        <form class="until" @submit=${submitted((fields) => {
          const until = readyUntilClock(field(fields, 'until'), view.desk.now());
          if ('problem' in until) return view.change({ untilProblem: until.problem });
          view.change({ untilProblem: undefined });
          void view.desk.readyUntil(until.untilMs);
        })}>
          <label for="until">${say.presence.untilLabel}</label>
          <input id="until" name="until" type="time" required .defaultValue=${suggestedUntil(now)}
            aria-invalid=${view.ui.untilProblem ? 'true' : 'false'} aria-describedby="until-problem" />
          <button class="soft" ?disabled=${busy}>${say.presence.untilGo}</button>
        </form>
      </div>
      <p id="until-problem" class="problem" role="alert" ?hidden=${!view.ui.untilProblem}>
        ${view.ui.untilProblem === 'too_long' ? say.presence.tooLong : view.ui.untilProblem ? say.presence.noTime : nothing}
      </p>
      ${ready
        ? html`<button class="away" ?disabled=${busy} @click=${() => void view.desk.away()}>${icon('away')} ${say.presence.goAway}</button>`
        : nothing}
    </section>
  `;
}

function awayText(view: View): string {
  const { presence } = view.say;
  switch (view.state.presence?.reason) {
    case PresenceReason.READY_ENDED:
      return presence.ended;
    case PresenceReason.INACTIVE:
      return presence.inactive;
    case PresenceReason.MISSED_OFFERS:
      return presence.missed;
    case PresenceReason.SILENT:
      return presence.silent;
    case PresenceReason.NO_SHOW:
      return presence.noShow;
    default:
      return presence.awayText;
  }
}

/** Being ready without a channel that was tried out: the plain truth about what would be missed. */
function channelCard(view: View): TemplateResult {
  const { say, channel, notifications, sound } = view;
  const tried = channel.notification === 'works' && notifications === 'granted' && channel.sound === 'works';
  const reachable = view.stores.push.state.step === 'works';
  return html`
    <section class="card channel ${tried || reachable ? '' : 'warn'}" aria-label=${say.checks.heading}>
      <ul class="plain">
        ${tried ? nothing : html`<li>${icon('warn')} <span>${say.channel.untested}</span></li>`}
        <li>${icon('tab')} <span>${reachable ? say.push.closeable : say.channel.keepOpen}</span></li>
        ${notifications === 'granted' ? nothing : html`<li>${icon('bell')} <span>${say.channel.hidden}</span></li>`}
        ${sound === 'locked' ? html`<li>${icon('sound')} <span>${say.channel.soundLocked}</span></li>` : nothing}
      </ul>
      <button class=${tried ? 'soft' : 'primary'} @click=${() => view.change({ page: 'checks' })}>${say.channel.test}</button>
    </section>
  `;
}

function windowsCard(view: View): TemplateResult {
  const { say, state, ui } = view;
  const windows = ahead(state.presence?.windows ?? [], view.now);
  const busy = state.busy.has('windows') || state.connection.state !== 'connected';
  const problems = { no_time: say.windows.noTime, empty: say.windows.empty, over: say.windows.over, too_many: say.windows.tooMany };
  return html`
    <section class="card" aria-labelledby="windows-heading">
      <h2 id="windows-heading">${say.windows.heading}</h2>
      <p class="quiet">${say.windows.text}</p>
      ${windows.length === 0
        ? html`<p class="empty">${say.windows.none}</p>`
        : html`<ul class="windows">
            ${windows.map((window) => {
              const from = clock(view, window.fromMs);
              const to = clock(view, window.toMs);
              return html`<li>
                <span>${say.windows.range(from, to)}</span>
                <button class="icon-button" ?disabled=${busy} aria-label=${say.windows.remove(from, to)}
                  @click=${() => void view.desk.setWindows(removeWindow(windows, window.fromMs, view.desk.now()))}>
                  ${icon('close')}
                </button>
              </li>`;
            })}
          </ul>`}
      <form class="window-form" @submit=${submitted((fields) => {
        const changed = addWindow(windows, field(fields, 'from'), field(fields, 'to'), view.desk.now());
        if ('problem' in changed) return view.change({ windowProblem: changed.problem });
        view.change({ windowProblem: undefined });
        void view.desk.setWindows(changed.windows);
      })}>
        <label>${say.windows.from}<input name="from" type="time" required .defaultValue=${suggestedUntil(view.now)} /></label>
        <label>${say.windows.to}<input name="to" type="time" required .defaultValue=${laterClock(view.now)} /></label>
        <button class="soft" ?disabled=${busy}>${say.windows.add}</button>
      </form>
      <p class="problem" role="alert" ?hidden=${!ui.windowProblem}>${ui.windowProblem ? problems[ui.windowProblem] : nothing}</p>
    </section>
  `;
}

/** Two hours after what is suggested to begin with, or the end of the day. */
function laterClock(now: number): string {
  const later = formatClock(now + 3.5 * 3_600_000).slice(0, 2);
  return later < suggestedUntil(now).slice(0, 2) ? '23:59' : `${later}:00`;
}

function meCard(view: View): TemplateResult {
  const { say, state } = view;
  const { me } = state;
  return html`
    <section class="card" aria-labelledby="me-heading">
      <h2 id="me-heading">${say.me.heading}</h2>
      <h3>${say.me.skills}</h3>
      ${me && me.skills.length > 0
        ? html`<ul class="skills">
            ${me.skills.map(
              ({ code, level }) => html`<li>
                <span>${skillLabel(view, code)}</span>
                <span class="level" role="img" aria-label=${say.me.level(level)}>
                  ${[1, 2, 3, 4, 5].map((step) => html`<span class=${step <= level ? 'full' : ''}></span>`)}
                </span>
              </li>`,
            )}
          </ul>`
        : html`<p class="empty">${say.me.none}</p>`}
      <h3>${say.me.languages}</h3>
      <p class="chips">${me?.languages.map((tag) => html`<span class="chip">${languageLabel(view, tag)}</span>`)}</p>
      <p class="quiet small">${say.me.from}</p>
    </section>
  `;
}
