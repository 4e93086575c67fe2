/** The session: who and why, the talk, the time, and how to go on or end. */
import { html, nothing, type TemplateResult } from 'lit';
import { Outcome, SessionRole, SessionState, type Participant, type Session } from '@courtside/client';
import { icon } from '@courtside/ui/icons';
import { countdown } from '@courtside/ui/time';
import '@courtside/ui/talk/talk_element';
import '@courtside/ui/time_left_element';
import type { Key } from '../../strings/languages.js';
import { talkConnection } from '../learner_state.js';
import { coachOf, isProgram } from '../known.js';
import { clock, heading, initials, notice, problem, type View } from '../view.js';

const wrongMatchMs = 3 * 60_000;

export function sessionScreen(view: View, session: Session): TemplateResult {
  return session.state === SessionState.STARTING ? matched(view, session) : talk(view, session);
}

export function person(view: View, coach: Participant | undefined): TemplateResult {
  const name = coach?.name ?? '';
  return html`<span class="avatar" aria-hidden="true">${isProgram(coach) ? icon('program') : initials(name)}</span>
    <span class="named">
      <bdi>${name}</bdi>
      ${isProgram(coach) ? html`<span class="program">${view.say('program')}</span>` : nothing}
    </span>`;
}

function why({ say }: View, session: Session): string {
  // Reasons that a newer server gives have no words here.
  const known = (name: string, numbers: readonly number[], most: number) =>
    numbers.filter((number) => number >= 1 && number <= most).map((number) => say(`${name}.${number}` as Key));
  const words = [...known('reason', session.reasons, 9), ...known('relaxed', session.relaxed, 3)].join(' · ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function matched(view: View, session: Session): TemplateResult {
  const { say } = view;
  const coach = coachOf(session);
  const name = coach?.name ?? '';
  const joined = session.participants.find(({ personId }) => personId === view.state.me?.personId)?.joined;
  return html`
    <div class="matched">
      ${heading(say('matched.title', { name }))}
      <p class="card">${person(view, coach)}</p>
      ${session.reasons.length > 0 ? html`<h3>${say('matched.why', { name })}</h3><p>${why(view, session)}</p>` : nothing}
      <blockquote dir="auto">${session.issue?.title ?? ''}</blockquote>
      <p class="quiet">${say('matched.wait', { name, time: countdown(session.endsMs - view.now()) })}</p>
      ${joined ? nothing : html`<button class="primary wide big" @click=${() => view.learner.join()}>${say('matched.join')}</button>`}
      ${problem(view)}
    </div>
  `;
}

function talk(view: View, session: Session): TemplateResult {
  const { say, state, learner } = view;
  const coach = coachOf(session);
  return html`
    <div class="session-head">
      <h2 id="heading" tabindex="-1" class="who">${person(view, coach)}</h2>
      <courtside-time-left .endsMs=${session.endsMs} .now=${() => view.now()} .say=${say}></courtside-time-left>
      <button class="outline small-button" @click=${() => view.move({ confirming: 'end' }, '#confirm')}>${say('session.end')}</button>
    </div>
    <div class="notices">${confirm(view, session)} ${experts(view, session)} ${notices(view, session)} ${problem(view)}</div>
    <courtside-talk
      id="talk"
      exportparts="message, own-message, input, send"
      .session=${session}
      .messages=${state.messages}
      .pending=${state.pending}
      .me=${state.me?.personId ?? 0}
      .say=${say}
      .language=${view.language}
      .typing=${state.typing}
      .typist=${state.typist}
      .connection=${talkConnection(state)}
      .unwatched=${!view.isOpen}
      .now=${() => view.now()}
      .mostBytes=${state.limits?.textBytes || 16 * 1024}
      @courtside-send=${(event: CustomEvent<{ text: string }>) => learner.send(event.detail.text)}
      @courtside-typing=${(event: CustomEvent<{ typing: boolean }>) => learner.typing(event.detail.typing)}
      @courtside-read=${(event: CustomEvent<{ number: number }>) => learner.read(event.detail.number)}
    ></courtside-talk>
  `;
}

/** Who was brought in and is still here. */
function experts({ say }: View, session: Session): TemplateResult | typeof nothing {
  const here = session.participants.filter(({ role, leftMs }) => role === SessionRole.EXPERT && leftMs === 0);
  return here.length === 0 ? nothing : notice('people', here.map(({ name }) => html`<p><bdi>${say('session.expert', { name })}</bdi></p>`));
}

function notices(view: View, session: Session): TemplateResult | typeof nothing {
  const { say, state } = view;
  const name = coachOf(session)?.name ?? '';
  const extendable = session.state === SessionState.ACTIVE && session.minutes === 15;
  if (session.state === SessionState.WRAP_UP) {
    return notice('clock', say('session.wrapUp', { time: clock(view, session.endsMs) }), 'warm');
  }
  if (session.extensionProposedBy && session.extensionProposedBy !== state.me?.personId) {
    return notice('clock', html`
      <p>${say('session.extendOffered', { name })}</p>
      <div class="actions">
        <button class="primary" @click=${() => void view.learner.extend(true)}>${say('session.yes')}</button>
        <button class="outline" @click=${() => void view.learner.extend(false)}>${say('session.no')}</button>
      </div>`);
  }
  if (session.extensionProposedBy) return notice('clock', say('session.extendAsked', { name }));
  if (state.endingSoon) {
    return notice('clock', html`
      <p>${say('session.soon')}</p>
      <div class="actions">
        ${extendable ? html`<button class="primary" @click=${() => void view.learner.extend(true)}>${say('session.extend')}</button>` : nothing}
        <button class="outline" @click=${() => view.learner.endingSoonAnswered()}>${say('session.enough')}</button>
      </div>`);
  }
  const early = session.state === SessionState.ACTIVE && view.now() - session.startedMs < wrongMatchMs;
  if (early && view.position.confirming === '') {
    return html`<div class="why">
      <p class="quiet small">${why(view, session)}</p>
      <button class="plain small-button" @click=${() => view.move({ confirming: 'wrong' }, '#confirm')}>${say('session.wrong')}</button>
    </div>`;
  }
  return nothing;
}

function confirm(view: View, session: Session): TemplateResult | typeof nothing {
  const { say, position, learner, state } = view;
  if (position.confirming === '') return nothing;
  const keep = html`<button class="plain" @click=${() => view.move({ confirming: '' }, '#talk')}>${say('session.keep')}</button>`;
  if (position.confirming === 'wrong') {
    return html`<section class="confirm" aria-labelledby="confirm">
      <h3 id="confirm" tabindex="-1">${say('session.wrong')}</h3>
      <p>${say('session.wrongText')}</p>
      <div class="actions">
        <button class="primary" ?disabled=${state.busy.has('wrong')} @click=${() => void learner.wrongMatch()}>${say('session.wrongGo')}</button>
        ${keep}
      </div>
    </section>`;
  }
  const end = (words: string, style: string, outcome?: Outcome) =>
    html`<button class=${style} ?disabled=${state.busy.has('end')} @click=${() => void learner.end(outcome, position.nextStep)}>${words}</button>`;
  const canExtend = session.state === SessionState.ACTIVE && session.minutes === 15 && !session.extensionProposedBy;
  return html`<section class="confirm" aria-labelledby="confirm">
    <h3 id="confirm" tabindex="-1">${say('session.endTitle')}</h3>
    <div class="field">
      <label for="next-step">${say('session.nextStep')}</label>
      <input id="next-step" maxlength="160" dir="auto" autocomplete="off" .value=${position.nextStep}
        @input=${(event: Event) => view.move({ nextStep: (event.target as HTMLInputElement).value })} />
    </div>
    <div class="stack">
      ${end(say('session.endSolved'), 'primary', Outcome.RESOLVED)} ${end(say('session.endAnother'), 'outline', Outcome.ANOTHER_SESSION)}
      ${end(say('session.endPlain'), 'outline')}
      ${canExtend
        ? html`<button class="outline" @click=${() => {
            view.move({ confirming: '' }, '#talk');
            void learner.extend(true);
          }}>${say('session.extend')}</button>`
        : nothing}
      ${keep}
    </div>
  </section>`;
}
