/** The frame around every page: who is here, where one is, and what is wrong right now. */
import { html, nothing, type TemplateResult } from 'lit';
import { ErrorCode, PresenceState, Role, type ClientError } from '@courtside/client';
import { languages, type Strings } from '../strings/languages.js';
import { isOver } from '../talk.js';
import { checks } from './checks.js';
import { home } from './home.js';
import { icon } from './icons.js';
import { goneBanner, offerDialog } from './offer.js';
import { past, type PastActions } from './past.js';
import { pastOffers } from './past_offers.js';
import { sessionView } from './session.js';
import { clock, type Page, type View } from './view.js';
import { reminders } from './wishes.js';

export function shell(view: View, pastActions: PastActions): TemplateResult {
  const { say, state } = view;
  return html`
    <a class="skip" href="#main" @click=${toMain}>${say.skipToContent}</a>
    <header class="top">
      <p class="brand"><span class="mark" aria-hidden="true"></span>Courtside</p>
      <nav aria-label=${say.title}>
        ${(['desk', 'sessions', 'offers', 'checks'] as Page[]).map(
          (page) => html`<button aria-current=${view.ui.page === page ? 'page' : nothing} @click=${() => view.change({ page })}>
            ${say.pages[page]}
          </button>`,
        )}
      </nav>
      <div class="who">
        ${presenceChip(view)}
        <span class="name" dir="auto">${state.me?.name ?? ''}</span>
        <label class="visually-hidden" for="language">${say.language}</label>
        <select id="language" @change=${(event: Event) => view.setLocale((event.target as HTMLSelectElement).value)}>
          ${languages.map(({ tag, name }) => html`<option value=${tag} lang=${tag} ?selected=${tag === view.language}>${name}</option>`)}
        </select>
      </div>
    </header>
    ${connectionBanner(view)} ${problemBanner(view)} ${goneBanner(view)} ${reminders(view)}
    <main id="main" tabindex="-1">${content(view, pastActions)}</main>
    ${offerDialog(view)}
  `;
}

function toMain(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

function content(view: View, pastActions: PastActions): TemplateResult {
  const { state, say } = view;
  if (view.ui.page === 'sessions') return past(view, pastActions);
  if (view.ui.page === 'offers') return pastOffers(view);
  if (view.ui.page === 'checks') return checks(view);
  if (state.talk) return sessionView(view, state.talk);
  if (!state.me) return html`<p class="quiet waiting" role="status">${say.loading}</p>`;
  if (!state.me.roles.some((role) => role === Role.COACH || role === Role.PEER)) {
    return html`<div class="narrow"><p class="lead">${say.signIn.noRole}</p></div>`;
  }
  return html`<h1 id="page-heading" class="visually-hidden" tabindex="-1">${say.deskOf(state.me.name)}</h1>
    ${home(view)}`;
}

function presenceChip(view: View): TemplateResult | typeof nothing {
  const { say, state, now } = view;
  const { presence, talk, connection } = state;
  if (!presence) return nothing;
  if (connection.state !== 'connected') return html`<span class="chip presence-chip">${say.presence.offline}</span>`;
  const held = talk && !isOver(talk.session, state.me?.personId);
  if (held || presence.state === PresenceState.IN_SESSION) {
    return html`<button class="chip presence-chip busy" @click=${() => view.change({ page: 'desk' })}>${say.presence.inSession}</button>`;
  }
  if (presence.state === PresenceState.READY) {
    const text = presence.nextOfferFromMs > now ? say.presence.ready : say.presence.readyUntil(clock(view, presence.readyUntilMs));
    return html`<span class="chip presence-chip ready">${text}</span>`;
  }
  return html`<span class="chip presence-chip">${say.presence.away}</span>`;
}

/** What the connection is up to; nothing while all is well. */
function connectionBanner(view: View): TemplateResult {
  const { say, state } = view;
  const { connection } = state;
  const text = connectionText(say, connection.state, connection.reason);
  const button =
    connection.reason === 'displaced'
      ? html`<button class="soft" @click=${() => view.desk.client.connect()}>${say.connection.useHere}</button>`
      : connection.reason === 'refused'
        ? html`<button class="soft" @click=${() => view.reload()}>${say.connection.reload}</button>`
        : nothing;
  return html`<div role="status" class="connection">
    ${text === '' ? nothing : html`<div class="banner warn"><p>${icon('warn')} ${text}</p>${button}</div>`}
  </div>`;
}

function connectionText(say: Strings, state: string, reason: string): string {
  if (state === 'connected') return '';
  const words: Partial<Record<string, string>> = {
    offline: say.connection.offline,
    asleep: say.connection.asleep,
    displaced: say.connection.displaced,
    refused: say.connection.refused,
  };
  return words[reason] ?? (state === 'reconnecting' ? say.connection.reconnecting : '');
}

function problemBanner(view: View): TemplateResult {
  const { problem } = view.state;
  return html`<div role="alert" class="problems">
    ${problem
      ? html`<div class="banner bad"><p>${problemText(view.say, problem)}</p>
          <button class="icon-button" aria-label=${view.say.close} @click=${() => view.desk.dismissProblem()}>${icon('close')}</button></div>`
      : nothing}
  </div>`;
}

export function problemText(say: Strings, problem: ClientError): string {
  const { problems } = say;
  switch (problem.code) {
    case ErrorCode.DISCONNECTED:
      return problems.disconnected;
    case ErrorCode.TIMED_OUT:
    case ErrorCode.GAVE_UP:
      return problems.timedOut;
    case ErrorCode.BUSY:
    case ErrorCode.OUTBOX_FULL:
      return problems.busy;
    case ErrorCode.OFFER_NOT_OPEN:
      return problems.offerNotOpen;
    case ErrorCode.IN_SESSION:
      return problems.inSession;
    case ErrorCode.WRONG_SESSION_STATE:
      return problems.wrongState;
    case ErrorCode.CANNOT_EXTEND:
      return problems.cannotExtend;
    case ErrorCode.TOO_LATE:
      return problems.tooLate;
    case ErrorCode.TOO_LARGE:
      return problems.tooLarge;
    case ErrorCode.NOT_ALLOWED:
      return problems.notAllowed;
    case ErrorCode.NOT_FOUND:
      return problems.notFound;
    case ErrorCode.UNAVAILABLE:
      return problems.unavailable;
    default:
      return problems.other(problem.text);
  }
}

/** Instead of everything else: nobody is signed in. */
export function signedOut(say: Strings, refused: boolean, again: (() => void) | undefined): TemplateResult {
  return html`
    <main id="main" class="narrow signed-out">
      <p class="brand"><span class="mark" aria-hidden="true"></span>Courtside</p>
      <h1 id="page-heading" tabindex="-1">${refused ? say.signIn.refusedHeading : say.signIn.heading}</h1>
      <p class="lead">${refused ? say.signIn.refusedText : say.signIn.text}</p>
      ${again ? html`<button class="primary" @click=${again}>${say.signIn.again}</button>` : nothing}
    </main>
  `;
}
