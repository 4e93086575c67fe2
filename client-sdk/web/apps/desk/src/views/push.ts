/** The third self-test: does a request reach this device with the desk closed? */
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from './icons.js';
import type { View } from './view.js';

export function pushCheck(view: View): TemplateResult {
  const { say, stores } = view;
  const { step, problem } = stores.push.state;
  const { states, problems } = say.push;
  const possible = step !== 'unsupported' && step !== 'no_server' && step !== 'denied';
  const running = step === 'setting_up' || step === 'waiting';
  const verdict = step === 'works' ? 'works' : step === 'failed' || !possible ? 'fails' : 'untested';
  const said = { works: say.checks.works, fails: say.checks.fails, untested: say.checks.untested }[verdict];
  return html`
    <section class="card check" id="push" aria-labelledby="push-heading">
      <header>
        ${icon('tab')}
        <h2 id="push-heading">${say.push.heading}</h2>
        <span class="verdict ${verdict}">${verdict === 'works' ? icon('done') : icon('warn')} ${said}</span>
      </header>
      <p class="quiet">${say.push.text}</p>
      <p role="status"><strong>${states[step]}</strong> ${problem && step === 'failed' ? problems[problem] : nothing}</p>
      <div class="button-row">
        <button class="primary" ?disabled=${!possible || running} @click=${() => void stores.push.setUp()}>
          ${step === 'works' ? say.push.again : say.push.setUp}
        </button>
        ${step === 'works' ? html`<button class="soft" @click=${() => void stores.push.turnOff()}>${say.push.turnOff}</button>` : nothing}
      </div>
    </section>
  `;
}
