/** One box and one button; what is guessed or set by default stands below it, under "Change". */
import { html, nothing, type TemplateResult } from 'lit';
import { tooLongBy } from '../wish.js';
import { notice, problem, type View } from '../view.js';
import { whoReads } from './around.js';

export function askScreen(view: View): TemplateResult {
  const { say, position } = view;
  const { wish } = position;
  const over = tooLongBy(wish.text);
  const said = over > 0 ? say('ask.tooLong', { count: over }) : position.told === 'empty' ? say('ask.empty') : '';
  const soon = position.told === 'soon';
  return html`
    ${position.solvedAlone ? notice('check', html`<strong>${say('solved.title')}</strong> ${say('solved.text')}`) : nothing}
    ${position.thanked ? notice('heart', say('closing.thanks')) : nothing}
    ${whoReads(view)}
    <form class="ask" novalidate @submit=${(event: Event) => submit(event, view)}>
      <label for="stuck"><h2>${say('ask.title')}</h2></label>
      <textarea
        id="stuck"
        rows="3"
        dir="auto"
        aria-describedby="stuck-problem"
        placeholder=${say('ask.placeholder')}
        .value=${wish.text}
        @input=${(event: Event) => write(view, (event.target as HTMLTextAreaElement).value)}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) submit(event, view);
        }}
      ></textarea>
      <p id="stuck-problem" class="field-problem" role="alert" ?hidden=${said === ''}>${said}</p>
      ${position.changing && view.parts.change ? view.parts.change.change(view) : summary(view)} ${problem(view)}
      <button class="primary wide big" type="submit" aria-disabled=${soon ? 'true' : 'false'}>${say(soon ? 'ask.sending' : 'ask.go')}</button>
    </form>
  `;
}

function write(view: View, text: string): void {
  const { position } = view;
  const guess = position.guessed ? view.skills?.guess(text)?.code : undefined;
  view.move({
    wish: { ...position.wish, text, ...(position.guessed ? { skill: guess ?? '' } : {}) },
    told: '',
    solvedAlone: false,
    thanked: false,
  });
}

function submit(event: Event, view: View): void {
  event.preventDefault();
  submitWish(view);
}

export function submitWish(view: View): void {
  const { guessed } = view.position;
  let { wish } = view.position;
  if (guessed) wish = { ...wish, skill: view.skills?.guess(wish.text)?.code ?? '' };
  if (wish.text.trim() === '' || tooLongBy(wish.text) > 0) return view.move({ told: 'empty' }, '#stuck');
  // The catalogue is still on its way: asked as soon as it is here.
  if (wish.skill === '' && !view.skills) {
    view.move({ told: 'soon' });
    return view.load();
  }
  if (!wish.skill || view.skills?.has(wish.skill) === false) {
    return view.move({ wish: { ...wish, skill: '' }, told: 'skill', changing: true }, '#skill');
  }
  view.move({ told: '', changing: false });
  void view.learner.ask(wish);
}

function summary(view: View): TemplateResult {
  const { say, position, skills } = view;
  const { wish } = position;
  const when = wish.from ? say('ask.window', { from: wish.from, to: wish.to || '…' }) : say('ask.now');
  const parts = [say('ask.minutes', { count: wish.minutes }), when, ...(wish.neededBy ? [say('ask.by', { time: wish.neededBy })] : [])];
  return html`<div class="summary">
    <p>
      <span class="unseen">${say('ask.summary')}: </span>
      ${wish.text === '' && wish.skill === ''
        ? nothing
        : html`<span class="quiet">${say('ask.about')}</span>
            <strong>${wish.skill ? (skills?.label(wish.skill) ?? '…') : say('ask.skillNone')}</strong>
            <span class="quiet" aria-hidden="true">·</span>`}
      <span class="quiet">${parts.join(' · ')}</span>
    </p>
    <button type="button" class="plain" id="change" aria-expanded="false" @click=${() => view.move({ changing: true }, '#skill')}>
      ${say('ask.change')}
    </button>
  </div>`;
}
