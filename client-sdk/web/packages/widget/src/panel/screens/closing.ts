/** After the session: three questions and a line, all of them free to skip. */
import { html, nothing, type TemplateResult } from 'lit';
import { Answer, Outcome, type Session } from '@courtside/client';
import '@courtside/ui/talk/talk_element';
import type { Key } from '../../strings/languages.js';
import { wasHeld } from '../learner_state.js';
import { coachOf } from '../known.js';
import { choices, heading, notice, problem, type View } from '../view.js';

export function closingScreen(view: View, session: Session): TemplateResult {
  if (!wasHeld(session)) return notHeld(view, session);
  const { say, position, learner, state } = view;
  const answers = [[Answer.YES, say('closing.yes')], [Answer.PARTLY, say('closing.partly')], [Answer.NO, say('closing.no')]] as const;
  const question = (name: keyof typeof position.word, label: Key) =>
    choices(name, say(label), answers, position.word[name] as Answer, (value) => view.move({ word: { ...position.word, [name]: value } }));
  const name = coachOf(session)?.name ?? '';
  return html`
    ${heading(say('closing.title'))}
    <p class="quiet"><bdi>${say('closing.with', { name })}</bdi> · ${say(`outcome.${session.outcome || Outcome.UNSTATED}` as Key)}</p>
    ${nextStep(view, session)}
    <form
      class="closing"
      @submit=${async (event: Event) => {
        event.preventDefault();
        const line = new FormData(event.target as HTMLFormElement).get('line');
        const { solved, heard, next } = position.word;
        await learner.closeWithWord({
          solved: solved as Answer,
          feltHeard: heard as Answer,
          knowsNextStep: next as Answer,
          line: typeof line === 'string' ? line.trim() : '',
        });
        if (!learner.state.session) view.move({ thanked: true }, '#stuck');
      }}
    >
      <p>${say('closing.intro')}</p>
      ${question('solved', 'closing.solved')} ${question('heard', 'closing.heard')} ${question('next', 'closing.next')}
      <div class="field">
        <label for="line">${say('closing.line')}</label>
        <input id="line" name="line" maxlength="120" dir="auto" autocomplete="off" />
      </div>
      ${problem(view)}
      <div class="actions">
        <button class="primary" type="submit" ?disabled=${state.busy.has('word')}>${say('closing.send')}</button>
        <button class="plain" type="button" @click=${() => learner.leaveSession()}>${say('closing.skip')}</button>
      </div>
    </form>
    <button class="plain" aria-expanded=${position.readAgain ? 'true' : 'false'} @click=${() => view.move({ readAgain: !position.readAgain })}>
      ${say('closing.read')}
    </button>
    ${position.readAgain ? transcript(view, session, state.messages) : nothing}
  `;
}

export function nextStep({ say }: View, session: Session): TemplateResult | typeof nothing {
  if (!session.nextStep) return nothing;
  return notice('onward', html`<span class="quiet small">${say('closing.nextStep')}</span><br /><strong dir="auto">${session.nextStep}</strong>`);
}

export function transcript(view: View, session: Session, messages: View['state']['messages']): TemplateResult {
  return html`<courtside-talk
    class="transcript"
    past
    .session=${session}
    .messages=${messages}
    .me=${view.state.me?.personId ?? 0}
    .say=${view.say}
    .language=${view.language}
    .now=${() => view.now()}
  ></courtside-talk>`;
}

function notHeld(view: View, session: Session): TemplateResult {
  const { say, learner } = view;
  const mine = session.absentIds.includes(view.state.me?.personId ?? 0);
  return html`
    ${heading(say('closing.title'))}
    <p>${say(mine ? 'closing.absentMe' : 'closing.absentOther')}</p>
    ${problem(view)}
    <div class="actions">
      <button class="primary" @click=${() => void learner.askAgain(session.issueId)}>${say('expired.again')}</button>
      <button class="plain" @click=${() => learner.leaveSession()}>${say('closing.ok')}</button>
    </div>
  `;
}
