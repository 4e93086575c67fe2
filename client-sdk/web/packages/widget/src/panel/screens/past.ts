/** The learner's own issues and what was said in their sessions. */
import { html, nothing, type TemplateResult } from 'lit';
import { IssueState, Outcome, type Issue, type Session } from '@courtside/client';
import { icon } from '@courtside/ui/icons';
import type { Key } from '../../strings/languages.js';
import { coachOf } from '../known.js';
import { screenOf } from '../learner_state.js';
import { Past } from '../past.js';
import { clock, date, heading, notice, problem, type View } from '../view.js';
import { nextStep, transcript } from './closing.js';

export { Past };

/** A view in which the part that fetches is there. */
type PastView = View & { past: Past };

export function pastScreen(view: PastView): TemplateResult {
  const { say, past } = view;
  return html`
    ${heading(say('past.title'))}
    <form
      class="search"
      role="search"
      @submit=${(event: Event) => {
        event.preventDefault();
        const text = new FormData(event.target as HTMLFormElement).get('text');
        void past.search(typeof text === 'string' ? text.trim() : '');
      }}
    >
      ${icon('search')}
      <input name="text" type="search" maxlength="100" aria-label=${say('past.search')} placeholder=${say('past.search')} autocomplete="off" />
    </form>
    <div role="status">${past.failed ? notice('warning', say('past.failed'), 'bad') : nothing}</div>
    <p><button class="plain" @click=${() => view.showMine()}>${icon('lock')}${say('mine.open')}</button></p>
    ${past.found && past.searched ? found(view) : issues(view)}
  `;
}

function issues(view: PastView): TemplateResult {
  const { say, past } = view;
  if (!past.loaded) return html`<p class="quiet">${past.failed ? nothing : say('loading')}</p>`;
  if (past.issues.length === 0) return html`<p class="quiet">${say('past.none')}</p>`;
  return html`
    <ul class="rows">
      ${past.issues.map(
        (issue) => html`<li>
          <button class="row" @click=${() => open(view, issue.issueId)}>
            <span class="grow">
              <strong dir="auto">${issue.title}</strong>
              <span class="quiet small">${date(view, issue.openedMs)} · ${stateOf(view, issue)}</span>
            </span>
            ${icon('onward')}
          </button>
        </li>`,
      )}
    </ul>
    ${past.next ? html`<button class="plain" @click=${() => void past.loadIssues(true)}>${say('more')}</button>` : nothing}
  `;
}

function stateOf({ say }: View, issue: Issue): string {
  const state = say(issue.state === IssueState.RESOLVED ? 'past.resolved' : 'past.isOpen');
  return issue.sessions > 0 ? `${state} · ${say('past.sessions', { count: issue.sessions })}` : state;
}

function open(view: PastView, issueId: number): void {
  view.move({ place: 'issue', issueId, shown: new Set() }, '#heading');
  void view.past.loadSessions(issueId);
}

function found(view: PastView): TemplateResult {
  const { say, past, state } = view;
  const messages = past.found ?? [];
  return html`
    <p role="status" class="quiet">
      ${messages.length > 0 ? say('past.found', { count: messages.length }) : say('past.nothing', { text: past.searched })}
    </p>
    <ul class="rows">
      ${messages.map(
        (message) => html`<li>
          <button class="row" @click=${async () => {
            const issueId = await past.issueOf(message.sessionId).catch(() => 0);
            if (!issueId) return;
            open(view, issueId);
            view.move({ shown: new Set([message.sessionId]) });
            void past.loadMessages(message.sessionId);
          }}>
            <span class="grow">
              <span dir="auto" class="clamp">${(message.body?.value.text ?? '').replace(/`/g, '')}</span>
              <span class="quiet small">${message.senderId === state.me?.personId ? `${say('talk.you')} · ` : ''}${date(view, message.sentMs)}</span>
            </span>
            ${icon('onward')}
          </button>
        </li>`,
      )}
    </ul>
    ${past.foundNext ? html`<button class="plain" @click=${() => void past.search(past.searched, true)}>${say('more')}</button>` : nothing}
  `;
}

export function issueScreen(view: PastView): TemplateResult {
  const { say, past, position, state } = view;
  const issue = past.issues.find(({ issueId }) => issueId === position.issueId) ?? past.sessions[0]?.issue;
  const free = screenOf(state) === 'ask' || screenOf(state) === 'expired' || screenOf(state) === 'closing';
  return html`
    <h2 id="heading" tabindex="-1" dir="auto">${issue?.title ?? say('loading')}</h2>
    ${issue?.description ? html`<p dir="auto" class="description">${issue.description}</p>` : nothing}
    ${issue ? html`<p class="quiet">${date(view, issue.openedMs)} · ${stateOf(view, issue)}</p>` : nothing}
    ${issue && free
      ? html`<button class="primary" ?disabled=${state.busy.has('ask')} @click=${async () => {
          if (await view.learner.askAgain(issue.issueId)) view.move({ place: '' }, '#heading');
        }}>${say('past.again')}</button>`
      : nothing}
    ${problem(view)}
    <div role="status">${past.failed ? notice('warning', say('past.failed'), 'bad') : nothing}</div>
    <ul class="rows">
      ${past.sessions.map((session) => sessionRow(view, session))}
    </ul>
  `;
}

function sessionRow(view: PastView, session: Session): TemplateResult {
  const { say, past, position } = view;
  const isShown = position.shown.has(session.sessionId);
  const messages = past.messages.get(session.sessionId);
  const toggle = () => {
    const shown = new Set(position.shown);
    if (isShown) shown.delete(session.sessionId);
    else shown.add(session.sessionId);
    view.move({ shown });
    if (!isShown && !messages) void past.loadMessages(session.sessionId);
  };
  return html`<li>
    <button class="row" aria-expanded=${isShown ? 'true' : 'false'} @click=${toggle}>
      <span class="grow">
        <strong>${say('past.session', { name: coachOf(session)?.name ?? '' })}</strong>
        <span class="quiet small">
          ${date(view, session.matchedMs)}${session.endsMs && session.startedMs ? `–${clock(view, session.endsMs)}` : ''} ·
          ${say(`outcome.${session.outcome || Outcome.UNSTATED}` as Key)}
        </span>
        <span class="unseen">${say('past.show')}</span>
      </span>
      ${icon('onward')}
    </button>
    ${nextStep(view, session)}
    ${isShown
      ? html`${messages ? transcript(view, session, messages) : html`<p class="quiet">${past.failed ? nothing : say('loading')}</p>`} ${notes(view, session)}`
      : nothing}
  </li>`;
}

/** What the coaches noted on it: there for whoever asks. */
function notes(view: PastView, { sessionId }: Session): TemplateResult {
  const { say, past } = view;
  const there = past.notes.get(sessionId);
  if (!there) return html`<button class="plain" @click=${() => void past.loadNotes(sessionId)}>${say('past.notes')}</button>`;
  return html`<div role="status">
    ${there.length === 0 ? html`<p class="quiet">${say('past.noNotes')}</p>` : nothing}
    ${there.map(
      ({ authorName: name, text }) => html`<p class="quiet small"><bdi>${say('past.noteBy', { name })}</bdi></p><blockquote dir="auto" class="description">${text}</blockquote>`,
    )}
  </div>`;
}
