import { LitElement, html, nothing, type TemplateResult } from 'lit';
import { SessionState, type CourtsideClient, type Participant } from '@courtside/client';
import { Announcer } from '@courtside/ui/announcer_element';
import { drafts } from '@courtside/ui/drafts';
import { focusWhenShown } from '@courtside/ui/focus';
import { icon } from '@courtside/ui/icons';
import { controls } from '@courtside/ui/styles/controls';
import { tokens } from '@courtside/ui/styles/tokens';
import { themeNames, type Question, type Setup, type Status } from '../link.js';
import { announcement, newsOf } from './announcing.js';
import type { Host, PanelCalls } from './host.js';
import { Learner } from './learner.js';
import { screenOf, type LearnerState } from './learner_state.js';
import { allSkills, knownCoaches } from './known.js';
import { makeClient, type MakeClient } from './make_client.js';
import type { MyData } from './my_data.js';
import type { Past } from './past.js';
import { asking } from './styles/asking.js';
import { layout } from './styles/layout.js';
import { past } from './styles/past.js';
import { session } from './styles/session.js';
import { waiting } from './styles/waiting.js';
import type { SkillIndex } from './skills.js';
import { Parts } from './parts.js';
import { statusOf } from './status.js';
import { atStart, keptWish, wishName, type Position } from './position.js';
import { timeOf, type View } from './view.js';
import { noWish } from './wish.js';
import { Wording } from './wording.js';
import { askScreen, submitWish } from './screens/ask.js';
import { connectingScreen, elseScreen, partsFailedScreen, sendingScreen, signedOutScreen } from './screens/around.js';

/**
 * `<courtside-panel>`: everything a learner sees, in a frame or in the page. `begin` connects it; after that the page
 * speaks to it through its methods, and hears of it through the host.
 */
export class Panel extends LitElement implements PanelCalls {
  static override properties = { position: { state: true }, isOpen: { state: true } };
  declare private position: Position;
  declare private isOpen: boolean;
  private host: Host | undefined;
  private server = '';
  private make: MakeClient = makeClient;
  private learner: Learner | undefined;
  private past: Past | undefined;
  private mine: MyData | undefined;
  private skills: SkillIndex | undefined;
  private loading = false;
  private coaches: readonly Participant[] = [];
  private contacts: Setup['contacts'] = [];
  private readonly words = new Wording();
  private readonly keep = drafts();
  private readonly announcer = new Announcer();
  private readonly parts = new Parts(this.words, () => this.arrived());
  private ticking: ReturnType<typeof setInterval> | undefined;
  private lastStatus = '';
  /** The last element of the document that took the focus is in here. */
  private wasFocused = false;

  static override styles = [tokens, controls, layout, asking, waiting, session, past];

  constructor() {
    super();
    this.position = { ...atStart, wish: keptWish(this.keep) };
    this.isOpen = false;
    this.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.defaultPrevented) this.host?.close();
    });
  }

  begin(host: Host, server: string, make: MakeClient = makeClient): void {
    this.host = host;
    this.server = server;
    this.make = make;
  }

  private readonly looked = () => this.joinWhenSeen();
  private readonly focused = (event: FocusEvent) => void (this.wasFocused = event.composedPath().includes(this));

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.looked);
    document.addEventListener('focusin', this.focused);
    this.ticking = setInterval(() => this.tick(), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.looked);
    document.removeEventListener('focusin', this.focused);
    clearInterval(this.ticking);
  }

  // ---- What the page says --------------------------------------------------------------------------------------

  setup(setup: Setup): void {
    void this.speak(setup);
    if (setup.scheme) this.setAttribute('scheme', setup.scheme);
    else this.removeAttribute('scheme');
    for (const name of themeNames) {
      const value = setup.theme[name];
      if (typeof value === 'string' && value.length < 200) this.style.setProperty(`--courtside-${name}`, value);
    }
    this.contacts = setup.contacts.filter(({ label, href }) => typeof label === 'string' && /^(https?:|mailto:|tel:)/.test(href));
    if (!this.learner) this.start(setup);
    this.requestUpdate();
  }

  private async speak(setup: Setup): Promise<void> {
    await this.words.speak(setup);
    this.lang = this.words.language;
    this.dir = this.words.direction;
    this.lastStatus = '';
    this.tellStatus();
    this.requestUpdate();
  }

  opened(focus: boolean): void {
    this.isOpen = true;
    this.joinWhenSeen();
    this.wasFocused ||= focus;
    if (focus) void focusWhenShown(this, this.shown === 'ask' && this.position.place === '' ? '#stuck' : '#heading');
  }

  closed(): void {
    this.isOpen = false;
  }

  ask({ text, skill }: Question): void {
    const wish = { ...this.position.wish };
    if (typeof text === 'string') wish.text = text;
    if (typeof skill === 'string') wish.skill = skill;
    else if (this.position.guessed) wish.skill = this.skills?.guess(wish.text)?.code ?? '';
    this.move({ place: '', wish, guessed: typeof skill === 'string' ? false : this.position.guessed });
  }

  signOut(): void {
    this.learner?.client.signOut();
    this.keep.set(wishName, '');
    this.position = { ...atStart, wish: noWish };
  }

  // ---- What is shown -------------------------------------------------------------------------------------------

  override render(): TemplateResult | typeof nothing {
    const view = this.view();
    if (!view) return html`<section class="panel"></section>`;
    const { say, position } = view;
    const away = position.place !== '';
    const isTalk = !away && this.shown === 'session' && view.state.session?.state !== SessionState.STARTING;
    return html`<section class="panel" aria-label=${say('title')}>
      <header>
        ${away
          ? html`<button class="icon-only" @click=${() => this.back()}>${icon('back')}<span class="unseen">${say('back')}</span></button>`
          : html`<span class="mark" aria-hidden="true">${icon('talk')}</span>`}
        <h1>${say('title')}</h1>
        ${away || !view.state.welcomed || view.state.erased
          ? nothing
          : html`<button class="icon-only" title=${say('past.open')} @click=${() => this.toPast()}>
              ${icon('history')}<span class="unseen">${say('past.open')}</span>
            </button>`}
        <button class="icon-only" @click=${() => this.host?.close()}>${icon('close')}<span class="unseen">${say('close')}</span></button>
      </header>
      ${isTalk ? this.screen(view) : html`<div class="body">${this.screen(view)}</div>`}
      ${position.place === 'else'
        ? nothing
        : html`<footer><button class="plain" @click=${() => this.move({ place: 'else' }, '#heading')}>${say('else.link')}</button></footer>`}
      ${this.announcer}
    </section>`;
  }

  private screen(view: View): TemplateResult {
    const { state, position } = view;
    if (position.place === 'past' || position.place === 'issue') {
      const { past } = view;
      if (!past || !this.parts.past) return this.coming(view);
      return this.parts.past[position.place === 'past' ? 'pastScreen' : 'issueScreen']({ ...view, past });
    }
    if (position.place === 'mine') return this.parts.mine?.mineScreen(view) ?? this.coming(view);
    if (position.place === 'else') return elseScreen(view);
    switch (screenOf(state)) {
      case 'signedOut':
        return signedOutScreen(view);
      case 'connecting':
        return connectingScreen(view);
      case 'sending':
        return sendingScreen(view);
      case 'waiting':
        return this.parts.waiting?.waitingScreen(view, state.request!) ?? this.coming(view);
      case 'expired':
        return this.parts.waiting?.expiredScreen(view, state.request!) ?? this.coming(view);
      case 'session':
        return this.parts.session?.sessionScreen(view, state.session!) ?? this.coming(view);
      case 'closing':
        return this.parts.closing?.closingScreen(view, state.session!) ?? this.coming(view);
      case 'ask':
        return askScreen(view);
    }
  }

  /** A part of the program is still on its way. */
  private coming(view: View): TemplateResult {
    return this.parts.failed ? partsFailedScreen(view, () => void this.parts.load()) : connectingScreen(view);
  }

  private view(): View | undefined {
    const { learner } = this;
    if (!learner) return undefined;
    return {
      say: this.words.say,
      language: this.words.locale,
      state: learner.state,
      learner,
      position: this.position,
      skills: this.skills,
      coaches: this.coaches,
      past: this.past,
      mine: this.mine,
      contacts: this.contacts,
      parts: this.parts,
      isOpen: this.isOpen,
      now: () => learner.client.serverNow(),
      move: (change, focus) => this.move(change, focus),
      connect: () => learner.client.connect(),
      load: () => void this.load(learner.client),
      showMine: () => void this.showMine(learner),
    };
  }

  private readonly clock = (ms: number): string => timeOf(this.words.locale, ms);

  private get shown() {
    return this.learner ? screenOf(this.learner.state) : 'connecting';
  }

  private move(change: Partial<Position>, focus?: string): void {
    this.position = { ...this.position, ...change };
    if (change.wish) this.keep.set(wishName, JSON.stringify(change.wish));
    if (focus) void focusWhenShown(this, focus);
  }

  private toPast(): void {
    this.move({ place: 'past' }, '#heading');
    this.loadPast();
  }

  private loadPast(): void {
    void this.past?.loadIssues();
    void this.past?.search('');
  }

  /** What is stored about the learner comes when it is asked for, and is fetched anew each time. */
  private async showMine(learner: Learner): Promise<void> {
    this.move({ place: 'mine', erasing: 0 }, '#heading');
    await this.parts.loadMine();
    this.mine ??= this.parts.mine && new this.parts.mine.MyData(learner.client, () => this.requestUpdate());
    void this.mine?.load();
  }

  private back(): void {
    const fromIssue = this.position.place === 'issue' || this.position.place === 'mine';
    this.move({ place: fromIssue ? 'past' : '', erasing: 0 }, fromIssue ? '#heading' : this.shown === 'ask' ? '#stuck' : '#heading');
  }

  // ---- What the server says --------------------------------------------------------------------------------------

  private start(setup: Setup): void {
    const { host } = this;
    if (!host) return;
    const client = this.make(host, this.server, setup);
    this.learner = new Learner(client, this.keep, (state, before) => this.changed(state, before), (name, detail) => host.event(name, detail));
    client.on('welcome', () => {
      void this.load(client);
      void this.parts.load();
    });
    client.connect();
    host.event('courtside-ready');
    this.tellStatus();
  }

  /** What the ask form offers; without it one can still ask in other words. */
  private async load(client: CourtsideClient): Promise<void> {
    if (this.skills || this.loading) return;
    this.loading = true;
    try {
      const skills = await allSkills(client);
      const { SkillIndex } = await import('./skills.js');
      this.skills = new SkillIndex(skills);
      this.requestUpdate();
      const { wish, guessed } = this.position;
      // A page may have named a skill that there is not.
      if (wish.text && (guessed || !this.skills.has(wish.skill))) {
        this.move({ wish: { ...wish, skill: this.skills.guess(wish.text)?.code ?? '' } });
      }
      const view = this.view();
      if (view && this.position.told === 'soon') submitWish(view);
      this.coaches = await knownCoaches(client);
    } catch {
      // Fetched again after the next sign-in, or when it is asked for once more.
      if (this.position.told === 'soon') {
        this.learner?.failed('problem.later');
        this.move({ told: '' });
      }
    }
    this.loading = false;
    this.requestUpdate();
  }

  private changed(state: LearnerState, before: LearnerState): void {
    const screen = screenOf(state);
    const was = screenOf(before);
    if (screen !== was || before.session?.state !== state.session?.state) {
      this.announce(state, before);
      this.turned(screen, was);
    } else if (screen === 'waiting' && before.request?.state !== state.request?.state) {
      this.announce(state, before);
    }
    const reminded = state.reminded !== 0 && state.reminded !== before.reminded;
    const news = reminded
      ? this.words.say('status.reminder', { time: this.clock(state.reminded) })
      : newsOf(state.request, before.request, this.words.say, this.clock);
    if (news) this.announcer.say(news);
    // Whoever is erased is shown that, wherever they were.
    if (state.erased && !before.erased) {
      this.position = { ...atStart, wish: noWish };
      this.mine = undefined;
      this.past = this.parts.past && this.learner && new this.parts.past.Past(this.learner.client, () => this.requestUpdate());
    }
    this.tellStatus();
    this.requestUpdate();
  }

  /** A screen went and another came: what belonged to the first goes with it, and the focus follows. */
  private turned(screen: ReturnType<typeof screenOf>, was: ReturnType<typeof screenOf>): void {
    const asked = screen === 'waiting' && (was === 'sending' || was === 'ask');
    if (asked) this.move({ wish: noWish, guessed: true });
    this.position = {
      ...this.position,
      confirming: '',
      choice: '',
      choicesDismissed: false,
      readAgain: false,
      word: { solved: 0, heard: 0, next: 0 },
      nextStep: '',
      promiseSeen: 0,
      ...(screen === 'session' ? { place: '' as const } : {}),
    };
    this.joinWhenSeen();
    if (screen !== was || this.isTalking) this.followFocus(screen);
  }

  /** Whoever was last in here is led on; whoever writes elsewhere on the page is left alone. */
  private followFocus(screen: ReturnType<typeof screenOf>): void {
    if (!this.isOpen || !this.wasFocused || !document.hasFocus() || this.position.place !== '') return;
    void focusWhenShown(this, screen === 'ask' ? '#stuck' : this.isTalking ? '#talk' : '#heading');
  }

  /** A part of the program has come: what waited for it is drawn and takes the focus. */
  private arrived(): void {
    if (this.parts.past && this.learner) {
      this.past ??= new this.parts.past.Past(this.learner.client, () => this.requestUpdate());
      if (this.position.place === 'past') this.loadPast();
    }
    this.requestUpdate();
    if (this.shown !== 'ask') this.followFocus(this.shown);
  }

  private get isTalking(): boolean {
    const state = this.learner?.state.session?.state;
    return state === SessionState.ACTIVE || state === SessionState.WRAP_UP;
  }

  private announce(state: LearnerState, before: LearnerState): void {
    // What the learner solved is said on the screen that comes, with more warmth.
    if (this.position.solvedAlone && screenOf(state) === 'ask') return;
    this.announcer.say(announcement(state, before, this.words.say, this.clock));
  }

  /** A match is joined as soon as the learner can see it. */
  private joinWhenSeen(): void {
    if (this.isOpen && document.visibilityState === 'visible') this.learner?.join();
  }

  private tick(): void {
    const { learner } = this;
    const screen = this.shown;
    if (learner && (screen === 'waiting' || screen === 'session')) this.requestUpdate();
  }

  private tellStatus(): void {
    if (!this.learner || !this.host) return;
    const status: Status = statusOf(this.learner.state, this.words.say, this.clock);
    const told = JSON.stringify(status);
    if (told === this.lastStatus) return;
    this.lastStatus = told;
    this.host.status(status);
  }
}

if (!customElements.get('courtside-panel')) customElements.define('courtside-panel', Panel);
