/** The talk itself: what was written, and where to write, with the moments that a coach can make of a message. */
import { html, type TemplateResult } from 'lit';
import { MomentKind, type Message, type Session } from '@courtside/client';
import type { TalkConnection } from '@courtside/ui';
import type { DeskState } from '../desk.js';
import type { Talk } from '../talk.js';
import type { View } from './view.js';

export function talkView(view: View, talk: Talk): TemplateResult {
  const { desk, state } = view;
  return html`
    <courtside-talk
      class="talk"
      .session=${talk.session}
      .messages=${talk.messages}
      .pending=${state.pending}
      .me=${state.me?.personId ?? 0}
      .say=${view.shared}
      language=${view.locale}
      ?typing=${talk.typing}
      connection=${connectionOf(state)}
      .now=${desk.clock}
      @courtside-send=${(event: CustomEvent<{ text: string }>) => {
        const kind = view.ui.moment;
        desk.send(event.detail.text, kind === 0 ? undefined : kind);
        if (kind !== 0) view.change({ moment: 0 });
      }}
      @courtside-typing=${(event: CustomEvent<{ typing: boolean }>) => desk.typing(event.detail.typing)}
      @courtside-read=${(event: CustomEvent<{ number: number }>) => desk.read(event.detail.number)}
      >${momentMenu(view)}</courtside-talk
    >
  `;
}

/** After the TIM model of coaching at work; always optional. */
function momentMenu(view: View): TemplateResult {
  const { say, ui } = view;
  const groups: [string, MomentKind[]][] = [
    [say.session.moments.training, [MomentKind.SHOW, MomentKind.TRY, MomentKind.FEEDBACK]],
    [say.session.moments.integration, [MomentKind.PERSON, MomentKind.PLACE, MomentKind.TOOL]],
    [say.session.moments.motivation, [MomentKind.STORY, MomentKind.WHY, MomentKind.FIRST_WIN]],
  ];
  return html`<select
    slot="composer-start"
    class="moment-menu ${ui.moment === 0 ? '' : 'chosen'}"
    aria-label=${say.session.moment}
    @change=${(event: Event) => view.change({ moment: Number((event.target as HTMLSelectElement).value) as MomentKind })}
  >
    <option value="0" .selected=${ui.moment === 0}>${say.session.momentNone}</option>
    ${groups.map(
      ([label, kinds]) => html`<optgroup label=${label}>
        ${kinds.map(
          (kind) => html`<option value=${kind} .selected=${ui.moment === kind}>${view.shared(`moment.${kind as 1}`)}</option>`,
        )}
      </optgroup>`,
    )}
  </select>`;
}

/** An earlier talk, to read. */
export function transcript(view: View, session: Session, messages: readonly Message[]): TemplateResult {
  return html`<courtside-talk
    class="talk past-talk"
    past
    .session=${session}
    .messages=${messages}
    .me=${view.state.me?.personId ?? 0}
    .say=${view.shared}
    language=${view.locale}
    .now=${view.desk.clock}
  ></courtside-talk>`;
}

function connectionOf(state: DeskState): TalkConnection {
  if (state.connection.state === 'connected') return 'connected';
  return state.connection.reason === 'offline' ? 'offline' : 'reconnecting';
}
