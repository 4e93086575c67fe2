/** What is stored about the learner, by kind and in plain words; to take along, and to erase. */
import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '@courtside/ui/icons';
import type { Key } from '../../strings/languages.js';
import { instantOf, MyData, wordsOf, type Entry, type Kind } from '../my_data.js';
import { date, heading, notice, problem, type View } from '../view.js';

export { MyData };

/** More of one kind are in the file. */
const mostShown = 100;

export function mineScreen(view: View): TemplateResult {
  const { say, mine } = view;
  return html`
    ${heading(say('mine.open'))}
    <p>${say('mine.text')}</p>
    <div role="status">${mine?.state === 'there' ? nothing : mine?.state === 'failed' ? failed(view, mine) : html`<p class="quiet">${say('loading')}</p>`}</div>
    ${mine?.state === 'there' ? contents(view, mine) : nothing}
    ${erase(view)}
  `;
}

function failed({ say }: View, mine: MyData): TemplateResult {
  return html`${notice('warning', say(mine.problem), 'bad')}
    <button class="outline" @click=${() => void mine.load()}>${say('again')}</button>`;
}

function contents(view: View, mine: MyData): TemplateResult {
  const { say } = view;
  return html`
    <div class="mine">
      <section><h3>${say('mine.profile')}</h3>${profile(mine.profile)}</section>
      ${mine.kinds.map((kind) => kindOf(view, kind))}
    </div>
    <button class="outline" @click=${() => download(mine.text)}>${icon('down')}${say('mine.download')}</button>
  `;
}

function profile(entry: Entry): TemplateResult {
  const said = ['name', 'roles', 'languages', 'unit', 'time_zone'].map((name) => entry[name]);
  const texts = said.map((value) => (Array.isArray(value) ? value.join(', ') : typeof value === 'string' ? value : '')).filter(Boolean);
  return html`<p dir="auto">${texts.join(' · ')}</p>`;
}

function kindOf(view: View, { name, entries }: Kind): TemplateResult {
  const { say } = view;
  const key = `mine.${name}` as Key;
  const title = say(key);
  return html`<details>
    <summary>
      <span class="grow">${title === key ? say('mine.other', { name: name.replaceAll('_', ' ') }) : title}</span>
      <span class="quiet small">${say('mine.count', { count: entries.length })}</span>
    </summary>
    ${entries.length === 0 ? html`<p class="quiet">${say('mine.nothing')}</p>` : nothing}
    <ul>
      ${entries.slice(0, mostShown).map((entry) => html`<li>${line(view, entry)}</li>`)}
    </ul>
    ${entries.length > mostShown ? html`<p class="quiet">…</p>` : nothing}
  </details>`;
}

function line(view: View, entry: Entry): TemplateResult {
  const at = instantOf(entry);
  const messages = entry['messages'];
  const people = entry['participants'];
  const names = Array.isArray(people) ? people.map((one: Entry) => String(one['name'] ?? '')).filter(Boolean).join(', ') : '';
  return html`
    <span class="quiet small">${at ? date(view, at) : nothing}</span>
    <span dir="auto">${names || wordsOf(entry)}</span>
    ${Array.isArray(messages)
      ? html`<details>
          <summary class="small">${view.say('mine.messages', { count: messages.length })}</summary>
          <ul>${messages.slice(0, mostShown).map((message: Entry) => html`<li dir="auto">${wordsOf(message)}</li>`)}</ul>
        </details>`
      : nothing}
  `;
}

function download(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'courtside.json';
  link.click();
  // After the browser has begun with it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Asked twice, and nothing to type. */
function erase(view: View): TemplateResult {
  const { say, position, learner, state } = view;
  if (position.erasing === 0) {
    return html`<button class="plain danger" id="erase" @click=${() => view.move({ erasing: 1 }, '#erase-heading')}>${say('mine.erase')}</button>`;
  }
  const sure = position.erasing === 2;
  const go = () => (sure ? void learner.eraseMe() : view.move({ erasing: 2 }, '#erase-heading'));
  return html`<section class="confirm" aria-labelledby="erase-heading">
    <h3 id="erase-heading" tabindex="-1">${say(sure ? 'mine.eraseSure' : 'mine.erase')}</h3>
    ${sure ? nothing : html`<p>${say('mine.eraseText')}</p>`}
    ${problem(view)}
    <div class="actions">
      <button class="outline danger" ?disabled=${state.busy.has('erase')} @click=${go}>${say(sure ? 'mine.eraseNow' : 'mine.erase')}</button>
      <button class="primary" @click=${() => view.move({ erasing: 0 }, '#erase')}>${say('mine.keep')}</button>
    </div>
  </section>`;
}
