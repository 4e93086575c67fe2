/** Past requests to this coach, and in plain words how each ended; nobody else sees them. */
import { html, nothing, type TemplateResult } from 'lit';
import { DeclineReason, OfferEnd, OfferState, type PastOffer } from '@courtside/client';
import type { Strings } from '../strings/en.js';
import { day, skillLabel, type View } from './view.js';

export function pastOffers(view: View): TemplateResult {
  const { say, stores } = view;
  const { offers, loaded, loading, next } = stores.offers.state;
  return html`
    <div class="narrow">
      <h1 id="page-heading" tabindex="-1">${say.offers.heading}</h1>
      <p class="lead">${say.offers.lead}</p>
      ${offers.length === 0 ? html`<p class="empty" role="status">${loaded ? say.offers.none : say.loading}</p>` : nothing}
      <ul class="session-list past-offers">${offers.map((past) => item(view, past))}</ul>
      ${next !== 0 ? html`<button class="soft" ?disabled=${loading} @click=${() => void stores.offers.more()}>${say.more}</button>` : nothing}
    </div>
  `;
}

function item(view: View, past: PastOffer): TemplateResult {
  const { offer } = past;
  if (!offer) return html`${nothing}`;
  const skill = offer.skillLabel || skillLabel(view, offer.skill);
  const missed = past.end === OfferEnd.NOT_ANSWERED || past.end === OfferEnd.NOT_SHOWN;
  return html`<li class="card ${missed ? 'missed' : ''}">
    <p class="quiet small">${[day(view, offer.offeredMs), skill, view.say.offer.minutes(offer.minutes)].filter(Boolean).join(' · ')}</p>
    <p><strong dir="auto">${offer.title}</strong></p>
    <p>${howItEnded(view.say, past)}</p>
  </li>`;
}

export function howItEnded(say: Strings, { end, offer, declineReason }: PastOffer): string {
  const { offers } = say;
  switch (end) {
    case OfferEnd.ANSWERED:
      return offer?.state === OfferState.DECLINED ? declined(say, declineReason) : offers.accepted;
    case OfferEnd.NOT_ANSWERED:
      return offers.missed;
    case OfferEnd.NOT_SHOWN:
      return offers.notShown;
    case OfferEnd.REQUEST_ENDED:
      return offers.requestEnded;
    case OfferEnd.NOT_FREE:
      return offers.notFree;
    default:
      return offers.open;
  }
}

function declined(say: Strings, reason: DeclineReason): string {
  const { declineReasons } = say.offer;
  const words: Partial<Record<DeclineReason, string>> = {
    [DeclineReason.BUSY]: declineReasons.busy,
    [DeclineReason.NOT_MY_SKILL]: declineReasons.notMySkill,
    [DeclineReason.TOO_LONG]: declineReasons.tooLong,
    [DeclineReason.CONFLICT]: declineReasons.conflict,
  };
  const said = words[reason];
  return said ? say.offers.declinedBecause(said) : say.offers.declined;
}
