/** The self-test: can a request reach this coach on this device? */
import { html, nothing, type TemplateResult } from 'lit';
import type { Tested } from '../channel.js';
import { icon } from './icons.js';
import { pushCheck } from './push.js';
import type { View } from './view.js';

export function checks(view: View): TemplateResult {
  const { say } = view;
  return html`
    <div class="narrow">
      <h1 id="page-heading" tabindex="-1">${say.checks.heading}</h1>
      <p class="lead">${say.checks.lead}</p>
      ${soundCheck(view)} ${noticeCheck(view)} ${pushCheck(view)}
      <p class="note">${icon('tab')} ${view.stores.push.state.step === 'works' ? say.push.closeable : say.channel.keepOpen}</p>
      <button class="soft back" @click=${() => view.change({ page: 'desk' })}>${icon('back')} ${say.back}</button>
    </div>
  `;
}

function verdict(view: View, tested: Tested): TemplateResult {
  const { checks } = view.say;
  const text = { works: checks.works, fails: checks.fails, untested: checks.untested }[tested];
  return html`<span class="verdict ${tested}">${tested === 'works' ? icon('done') : icon('warn')} ${text}</span>`;
}

function soundCheck(view: View): TemplateResult {
  const { say, channel, ui } = view;
  return html`
    <section class="card check" aria-labelledby="sound-heading">
      <header>
        ${icon('sound')}
        <h2 id="sound-heading">${say.checks.sound}</h2>
        <span role="status">${verdict(view, channel.sound)}</span>
      </header>
      <p class="quiet">${view.sound === 'unsupported' ? say.checks.soundUnsupported : say.checks.soundText}</p>
      <div class="button-row">
        <button class="primary" ?disabled=${view.sound === 'unsupported'} @click=${() => view.testSound()}>${say.checks.playSound}</button>
        ${ui.soundPlayed
          ? html`<button class="soft" @click=${() => view.tested({ sound: 'works' })}>${say.checks.heard}</button>
              <button class="soft" @click=${() => view.tested({ sound: 'fails' })}>${say.checks.notHeard}</button>`
          : nothing}
      </div>
      ${channel.sound === 'fails' ? html`<p class="note">${icon('spark')} ${say.checks.soundFails}</p>` : nothing}
    </section>
  `;
}

function noticeCheck(view: View): TemplateResult {
  const { say, channel, ui, notifications } = view;
  const text = {
    unsupported: say.checks.noticeUnsupported,
    denied: say.checks.noticeDenied,
    unasked: say.checks.noticeText,
    granted: say.checks.noticeText,
  }[notifications];
  const possible = notifications === 'unasked' || notifications === 'granted';
  return html`
    <section class="card check" aria-labelledby="notice-heading">
      <header>
        ${icon('bell')}
        <h2 id="notice-heading">${say.checks.notice}</h2>
        <span role="status">${verdict(view, possible ? channel.notification : 'fails')}</span>
      </header>
      <p class="quiet">${text}</p>
      <div class="button-row">
        <button class="primary" ?disabled=${!possible} @click=${() => view.testNotice()}>
          ${notifications === 'granted' ? say.checks.showNotice : say.checks.allow}
        </button>
        ${ui.noticeShown
          ? html`<button class="soft" @click=${() => view.tested({ notification: 'works' })}>${say.checks.seen}</button>
              <button class="soft" @click=${() => view.tested({ notification: 'fails' })}>${say.checks.notSeen}</button>`
          : nothing}
      </div>
      ${channel.notification === 'fails' && possible ? html`<p class="note">${icon('spark')} ${say.checks.noticeFails}</p>` : nothing}
    </section>
  `;
}
