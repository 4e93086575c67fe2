/** Handing a session over, or bringing a second expert into it: to whom, for what, and a line for them. */
import { html, nothing, type TemplateResult } from 'lit';
import { colleagueNamed, colleaguesIn } from '../briefing.js';
import { codeOf, labelsLike } from '../labels.js';
import type { Talk } from '../talk.js';
import { field, submitted, type View } from './view.js';

/** Nobody tells whether an expert declined: after so long it is no longer said that one was asked. */
const invitedMs = 2 * 60_000;

export function bringDialog(view: View, talk: Talk): TemplateResult {
  const close = () => view.change({ bringing: '', bringProblem: undefined });
  return html`<dialog id="bring" class="end" aria-labelledby="bring-heading" @close=${close}>
    ${view.ui.bringing === '' ? nothing : form(view, talk, view.ui.bringing, close)}
  </dialog>`;
}

function form(view: View, talk: Talk, how: 'handOver' | 'invite', close: () => void): TemplateResult {
  const { say, state, ui, stores } = view;
  const words = say.bring;
  const handOver = how === 'handOver';
  const known = colleaguesIn(stores.briefing.state.earlier, stores.past.state.sessions, state.me?.personId ?? 0);
  const present = new Set(talk.session.participants.map(({ personId }) => personId));
  const colleagues = known.filter(({ personId }) => !present.has(personId));
  const problem = ui.bringProblem === 'person' ? words.personUnknown : ui.bringProblem === 'skill' ? words.skillUnknown : nothing;
  return html`<form class="stack" @submit=${submitted((fields) => {
    const toPerson = field(fields, 'to') === 'person';
    const personId = toPerson ? colleagueNamed(field(fields, 'person'), known) : 0;
    const label = field(fields, 'skill').trim();
    const skill = label === '' ? '' : codeOf(label, state.skillLabels);
    if (personId === undefined) return view.change({ bringProblem: 'person' });
    if (skill === undefined) return view.change({ bringProblem: 'skill' });
    close();
    if (handOver) void view.desk.handOver({ toPersonId: personId, skill, line: field(fields, 'line').trim() });
    else {
      void view.desk.invite({ personId, skill }).then((done) => {
        if (done) view.change({ invited: { sessionId: talk.session.sessionId, untilMs: view.desk.now() + invitedMs } });
      });
    }
  })}>
    <h2 id="bring-heading" tabindex="-1">${words.heading}</h2>
    <div class="tabs" role="group" aria-label=${words.heading}>
      ${(['handOver', 'invite'] as const).map(
        (one) => html`<button type="button" class="soft" aria-pressed=${one === how ? 'true' : 'false'}
          @click=${() => view.change({ bringing: one, bringProblem: undefined })}>${words[one]}</button>`,
      )}
    </div>
    <p class="quiet">${handOver ? words.handOverText : words.inviteText}</p>
    <fieldset class="choices">
      <legend>${words.to}</legend>
      <label class="choice"><input type="radio" name="to" value="anybody" checked /> <span>${words.anybody}</span></label>
      <label class="choice"><input type="radio" name="to" value="person" /> <span>${words.person}</span></label>
    </fieldset>
    <label class="stacked">${words.personLabel}
      <input name="person" list="bring-people" autocomplete="off" maxlength="200" dir="auto" @input=${chooseThePerson} />
    </label>
    <datalist id="bring-people">${colleagues.map(({ name }) => html`<option value=${name}></option>`)}</datalist>
    <label class="stacked">${words.skill}
      <input name="skill" list="bring-skills" autocomplete="off" maxlength="200" dir="auto"
        @input=${(event: Event) => view.change({ skillTyped: (event.target as HTMLInputElement).value })} />
    </label>
    <datalist id="bring-skills">${labelsLike(ui.skillTyped, state.skillLabels).map((label) => html`<option value=${label}></option>`)}</datalist>
    ${handOver ? html`<label class="stacked">${words.line}<textarea name="line" rows="2" maxlength="500" dir="auto"></textarea></label>` : nothing}
    <p class="problem" role="alert" ?hidden=${problem === nothing}>${problem}</p>
    <div class="button-row">
      <button class="primary" ?disabled=${state.busy.has('bring')}>${handOver ? words.handOverNow : words.inviteNow}</button>
      <button type="button" class="soft" @click=${close}>${say.cancel}</button>
    </div>
  </form>`;
}

/** Who types a name means that person. */
function chooseThePerson(event: Event): void {
  const { form, value } = event.target as HTMLInputElement;
  const choice = form?.querySelector<HTMLInputElement>(`input[name=to][value=${value.trim() === '' ? 'anybody' : 'person'}]`);
  if (choice) choice.checked = true;
}
