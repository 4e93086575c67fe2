/** Past sessions: the list, the search, and one transcript. */
import { html, nothing, type TemplateResult } from 'lit';
import { Outcome, SessionState, type Message, type Session } from '@courtside/client';
import { learnerOf } from '../talk.js';
import type { Strings } from '../strings/en.js';
import { nextStep } from './briefing.js';
import { icon } from './icons.js';
import { notesCard } from './notes.js';
import { transcript } from './talk.js';
import { day, field, submitted, type View } from './view.js';

export interface PastActions {
  open(sessionId: number): void;
  close(): void;
  more(): void;
  search(text: string): void;
  searchFurther(): void;
  clearSearch(): void;
}

export function past(view: View, act: PastActions): TemplateResult {
  const { say, stores } = view;
  const past = stores.past.state;
  if (past.open) {
    const { session, messages, complete } = past.open;
    return html`
      <div class="narrow">
        <button class="soft back" @click=${act.close}>${icon('back')} ${say.back}</button>
        <h1 id="page-heading" tabindex="-1" dir="auto">${session.issue?.title ?? ''}</h1>
        <p class="quiet">${meta(view, session)}</p>
        ${nextStep(view, session.nextStep)}
        ${messages.length === 0 ? html`<p class="empty">${complete ? say.sessions.empty : say.loading}</p>` : transcript(view, session, messages)}
        ${notesCard(view, session)}
      </div>
    `;
  }
  return html`
    <div class="narrow">
      <h1 id="page-heading" tabindex="-1">${say.sessions.heading}</h1>
      <form class="search" role="search" @submit=${submitted((fields) => {
        const text = field(fields, 'text').trim();
        if (text.length >= 2) act.search(text);
      })}>
        <label class="visually-hidden" for="search">${say.sessions.search}</label>
        <input id="search" name="text" type="search" required minlength="2" maxlength="50" placeholder=${say.sessions.search} autocomplete="off" />
        <button class="primary">${icon('search')} ${say.sessions.searchGo}</button>
      </form>
      ${past.search ? found(view, act) : list(view, act)}
    </div>
  `;
}

function meta(view: View, session: Session): string {
  const name = learnerOf(session)?.name ?? '';
  return [day(view, session.startedMs || session.matchedMs), name && view.say.sessions.with(name), outcomeText(view.say, session.outcome)]
    .filter((part) => part !== '')
    .join(' · ');
}

function list(view: View, act: PastActions): TemplateResult {
  const { say, stores } = view;
  const past = stores.past.state;
  const sessions = past.sessions.filter(({ state }) => state === SessionState.ENDED);
  if (past.loaded && sessions.length === 0) return html`<p class="empty">${say.sessions.none}</p>`;
  if (!past.loaded) return html`<p class="quiet" role="status">${say.loading}</p>`;
  return html`
    <ul class="session-list">
      ${sessions.map(
        (session) => html`<li>
          <button class="session-item" @click=${() => act.open(session.sessionId)}>
            <strong dir="auto">${session.issue?.title ?? ''}</strong>
            <span class="quiet">${meta(view, session)}</span>
          </button>
        </li>`,
      )}
    </ul>
    ${past.next !== 0 ? html`<button class="soft" ?disabled=${past.loading} @click=${act.more}>${say.more}</button>` : nothing}
  `;
}

function found(view: View, act: PastActions): TemplateResult {
  const { say, stores } = view;
  const past = stores.past.state;
  const search = past.search!;
  const said = search.running
    ? say.loading
    : search.found.length === 0
      ? say.sessions.nothingFound(search.text)
      : say.sessions.found(search.found.length);
  return html`
    <div class="button-row">
      <p role="status" class="quiet grow">${said}</p>
      <button class="soft" @click=${act.clearSearch}>${icon('close')} ${say.sessions.clear}</button>
    </div>
    <ul class="session-list">
      ${search.found.map(
        (message) => html`<li>
          <button class="session-item" @click=${() => act.open(message.sessionId)}>
            <span class="quiet">${day(view, message.sentMs)}</span>
            <span dir="auto">${excerpt(textOf(message), search.text)}</span>
          </button>
        </li>`,
      )}
    </ul>
    ${search.next !== 0 && !search.running ? html`<button class="soft" @click=${act.searchFurther}>${say.sessions.searchFurther}</button>` : nothing}
  `;
}

export function textOf(message: Message): string {
  return message.body?.value.text ?? '';
}

const around = 60;

/** What was looked for, marked, with some words on either side. */
function excerpt(text: string, wanted: string): TemplateResult {
  const at = text.toLowerCase().indexOf(wanted.toLowerCase());
  if (at < 0) return html`${text.slice(0, 2 * around)}`;
  const end = at + wanted.length;
  return html`${at > around ? '… ' : ''}${text.slice(Math.max(0, at - around), at)}<mark>${text.slice(at, end)}</mark>${text.slice(end, end + around)}${
    text.length > end + around ? ' …' : ''
  }`;
}

export function outcomeText(say: Strings, outcome: Outcome): string {
  const { endedOutcome } = say.session;
  switch (outcome) {
    case Outcome.RESOLVED:
      return endedOutcome.resolved;
    case Outcome.ANOTHER_SESSION:
      return endedOutcome.anotherSession;
    case Outcome.REFERRED:
      return endedOutcome.referred;
    case Outcome.TRANSFERRED:
      return endedOutcome.transferred;
    case Outcome.WRONG_MATCH:
      return endedOutcome.wrongMatch;
    case Outcome.ABANDONED:
      return endedOutcome.abandoned;
    case Outcome.NO_SHOW:
      return endedOutcome.noShow;
    default:
      return endedOutcome.unstated;
  }
}
