/** Draws the desk: one render for one change of what is known, then what a template cannot say (dialogs, focus, title). */
import { render } from 'lit';
import { PresenceState, SessionState, type CourtsideClient } from '@courtside/client';
import { signals } from './alarm.js';
import { keepChannel, readChannel, type Channel } from './channel.js';
import { drafts } from '@courtside/ui';
import { Desk } from './desk.js';
import { Notifications } from './notifications.js';
import { browserPush, onPushTest } from './push_browser.js';
import { Bell } from './sound.js';
import { Stores } from './stores.js';
import { isOver } from './talk.js';
import { chooseLanguage, languages, localeFor, type Language } from './strings/languages.js';
import { shell, signedOut } from './views/shell.js';
import type { PastActions } from './views/past.js';
import type { Ui, View } from './views/view.js';

export interface AppPorts {
  root: HTMLElement;
  client: CourtsideClient;
  /** What outlives the tab: language and tests. Undefined where it is blocked. */
  storage: Storage | undefined;
  signInAgain: () => boolean;
}

const languageKey = 'courtside.desk.language';
const noticeTag = 'courtside-offer';
const testTag = 'courtside-test';
/** While an offer counts down, and otherwise. */
const fastMs = 200;
const slowMs = 1_000;

export class App {
  private readonly desk: Desk;
  private readonly bell = new Bell(() => this.update());
  private readonly notifications = new Notifications();
  private readonly stores: Stores;
  private channel: Channel;
  private language: Language;
  private ui: Ui = {
    page: 'desk',
    declining: false,
    ending: false,
    moment: 0,
    bringing: '',
    bringProblem: undefined,
    skillTyped: '',
    invited: undefined,
    untilProblem: undefined,
    windowProblem: undefined,
    focusProblem: undefined,
    weeklyProblem: false,
    soundPlayed: false,
    noticeShown: false,
  };
  private drawn = false;
  /** What had the focus before the offer came. */
  private before: Element | null = null;
  private screen = '';

  constructor(private readonly ports: AppPorts) {
    this.channel = readChannel(ports.storage, Date.now());
    this.language = chooseLanguage([this.kept(languageKey), ...navigator.languages]);
    this.desk = new Desk(ports.client, {
      visible: () => document.visibilityState === 'visible',
      alarm: {
        ring: (forMs) => this.bell.ring(forMs),
        stopRinging: () => this.bell.stop(),
        notify: (offer, seen) => {
          const { offer: words } = this.language.strings;
          const skill = offer.skillLabel || offer.skill;
          this.notifications.show({ title: words.noticeTitle, body: words.noticeBody(skill, offer.minutes), shown: seen }, noticeTag);
        },
        stopNotifying: () => this.notifications.close(),
      },
    });
    this.stores = new Stores({
      client: ports.client,
      drafts: drafts(),
      push: browserPush(),
      changed: () => this.update(),
      failed: (problem) => this.desk.fail(problem),
    });
  }

  start(): void {
    this.desk.subscribe(() => this.update());
    for (const name of ['pointerdown', 'keydown'] as const) {
      addEventListener(name, () => this.desk.active(), { capture: true, passive: true });
    }
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState !== 'visible') return this.stores.notes.flush();
      this.desk.shown();
      this.update();
    });
    this.ports.client.on('session', () => void this.stores.past.refresh());
    onPushTest((code) => void this.stores.push.arrived(code));
    this.useLanguage();
    this.update();
    this.tickLater();
  }

  get offerWaits(): boolean {
    return this.desk.state.alarm.offer !== undefined;
  }

  private tickLater(): void {
    setTimeout(
      () => {
        this.desk.tick();
        this.update();
        this.tickLater();
      },
      this.offerWaits ? fastMs : slowMs,
    );
  }

  /** Once for all changes of one turn. */
  private update(): void {
    if (this.drawn) return;
    this.drawn = true;
    queueMicrotask(() => {
      this.drawn = false;
      this.draw();
    });
  }

  private draw(): void {
    const { state } = this.desk;
    const { reason } = state.connection;
    if (reason === 'unauthorised' || reason === 'signed_out') {
      const again = () => void this.ports.signInAgain();
      render(signedOut(this.language.strings, true, again), this.ports.root);
      this.bell.stop();
      this.showDialogs(false);
      document.title = this.language.strings.title;
      return;
    }
    if (!state.alarm.offer && this.ui.declining) this.ui = { ...this.ui, declining: false };
    const over = !state.talk || isOver(state.talk.session, state.me?.personId);
    if (over && (this.ui.ending || this.ui.bringing !== '')) this.ui = { ...this.ui, ending: false, bringing: '' };
    this.follow();
    const view = this.view();
    render(shell(view, this.pastActions), this.ports.root);
    this.showDialogs(state.alarm.offer !== undefined);
    this.showTitle(view);
    this.moveFocus(view);
    this.confirmOffer();
  }

  /** Briefing and notes of what is on the screen: the live session, or the past one that is read. */
  private follow(): void {
    const { talk } = this.desk.state;
    const { briefing, notes, past } = this.stores;
    const isLive = talk !== undefined && talk.session.state !== SessionState.ENDED;
    if (isLive) void briefing.read(talk.session.sessionId);
    const read = this.ui.page === 'sessions' ? past.state.open?.session : talk?.session;
    if (read && read.startedMs !== 0) notes.open(read.sessionId);
  }

  // ---- What a template cannot say --------------------------------------------------------------------------

  private showDialogs(offered: boolean): void {
    const offer = document.querySelector<HTMLDialogElement>('#offer');
    for (const [name, wanted] of [['#end', this.ui.ending], ['#bring', this.ui.bringing !== '']] as const) {
      const dialog = document.querySelector<HTMLDialogElement>(name);
      if (!dialog || wanted === dialog.open) continue;
      if (wanted) dialog.showModal();
      else dialog.close();
    }
    if (!offer || offered === offer.open) return;
    if (offered) {
      this.before = document.activeElement;
      offer.showModal();
      offer.focus();
    } else {
      offer.close();
      if (this.before instanceof HTMLElement && this.before.isConnected) this.before.focus();
      else document.querySelector<HTMLElement>('#page-heading')?.focus();
    }
  }

  private showTitle(view: View): void {
    const { say, state, now } = view;
    const { secondsLeft } = signals(state.alarm, now);
    if (secondsLeft !== undefined) document.title = say.offer.titleBar(secondsLeft);
    else if (state.presence?.state === PresenceState.READY) document.title = `● ${say.presence.ready} – ${say.title}`;
    else document.title = say.title;
  }

  /** Another page, a session, its end: the focus goes to the new heading, where the reader begins, or to the talk. */
  private moveFocus(view: View): void {
    const { talk } = view.state;
    const { sessionId, state } = talk?.session ?? {};
    const began = state === SessionState.ACTIVE || state === SessionState.WRAP_UP;
    const screen = [this.ui.page, sessionId, state === SessionState.ENDED, began, view.stores.past.state.open?.session.sessionId].join();
    if (screen === this.screen) return;
    const first = this.screen === '';
    this.screen = screen;
    if (first || document.querySelector('dialog[open]')) return;
    scrollTo(0, 0);
    // Once both are there the first word is due: the coach can write it at once.
    const talkShown = began && this.ui.page === 'desk' ? document.querySelector<HTMLElement>('courtside-talk') : null;
    if (talkShown) requestAnimationFrame(() => talkShown.focus());
    else document.querySelector<HTMLElement>('#page-heading')?.focus();
  }

  /** Tells that the offer is shown, once it is: drawn, in a page that is looked at. */
  private confirmOffer(): void {
    const { alarm } = this.desk.state;
    const offerId = alarm.offer?.offerId;
    if (offerId === undefined || alarm.seen || document.visibilityState !== 'visible') return;
    requestAnimationFrame(() => {
      const dialog = document.querySelector<HTMLDialogElement>('#offer');
      const box = dialog?.getBoundingClientRect();
      const onScreen = dialog?.open && box && box.width > 0 && box.bottom > 0 && box.top < innerHeight;
      if (onScreen && document.visibilityState === 'visible') this.desk.offerSeen(offerId);
    });
  }

  // ---- What the views are given ----------------------------------------------------------------------------

  private view(): View {
    return {
      desk: this.desk,
      state: this.desk.state,
      ui: this.ui,
      channel: this.channel,
      sound: this.bell.state,
      notifications: this.notifications.state,
      stores: this.stores,
      say: this.language.strings,
      shared: this.language.shared,
      language: this.language.tag,
      locale: localeFor(this.language.tag, navigator.languages),
      now: this.desk.now(),
      change: (changes) => this.change(changes),
      prefer: (changes) => this.desk.run('wishes', this.stores.wishes.prefer(changes)),
      testSound: () => void this.testSound(),
      testNotice: () => void this.testNotice(),
      tested: (changes) => this.tested(changes),
      reload: () => location.reload(),
      signInAgain: () => void this.ports.signInAgain(),
      setLocale: (locale) => this.setLocale(locale),
    };
  }

  private readonly pastActions: PastActions = {
    open: (sessionId) => void this.stores.past.open(sessionId),
    close: () => this.stores.past.close(),
    more: () => void this.stores.past.more(),
    search: (text) => void this.stores.past.search(text),
    searchFurther: () => void this.stores.past.searchFurther(),
    clearSearch: () => this.stores.past.clearSearch(),
  };

  private change(changes: Partial<Ui>): void {
    const page = this.ui.page;
    this.ui = { ...this.ui, ...changes };
    if (this.ui.page !== page) {
      this.stores.past.close();
      if (this.ui.page === 'sessions') void this.stores.past.refresh();
      if (this.ui.page === 'offers') void this.stores.offers.refresh();
      this.ui = { ...this.ui, soundPlayed: false, noticeShown: false };
    }
    this.update();
  }

  // ---- Self-test and language ------------------------------------------------------------------------------

  private async testSound(): Promise<void> {
    const played = await this.bell.test();
    this.change({ soundPlayed: played });
    if (!played) this.tested({ sound: 'fails' });
  }

  private async testNotice(): Promise<void> {
    const { testNoticeTitle, testNoticeBody } = this.language.strings.checks;
    if ((await this.notifications.ask()) === 'granted') {
      this.notifications.show({ title: testNoticeTitle, body: testNoticeBody }, testTag);
      this.change({ noticeShown: true });
    } else this.tested({ notification: 'fails' });
  }

  private tested(changes: Partial<Channel>): void {
    this.channel = { ...this.channel, ...changes };
    keepChannel(this.ports.storage, this.channel, Date.now());
    if (changes.sound !== undefined) {
      this.bell.stop();
      this.change({ soundPlayed: false });
    }
    if (changes.notification !== undefined) {
      this.notifications.close();
      this.change({ noticeShown: false });
    }
  }

  private setLocale(tag: string): void {
    this.language = languages.find((language) => language.tag === tag) ?? this.language;
    try {
      this.ports.storage?.setItem(languageKey, this.language.tag);
    } catch {
      // Full or blocked: the browser's language is used after a reload.
    }
    this.useLanguage();
    this.update();
  }

  private useLanguage(): void {
    document.documentElement.lang = this.language.tag;
    document.documentElement.dir = this.language.direction;
  }

  private kept(key: string): string {
    try {
      return this.ports.storage?.getItem(key) ?? '';
    } catch {
      return '';
    }
  }
}
