/**
 * The tag on the company's page: defines `<courtside-help>`, a button and a place for the panel. Small on purpose; what
 * is behind the button comes when it is wanted, or at once where a request or a session is open.
 */
import { opened, themeNames, type Contact, type Question, type Status, type ToPage, type ToPanel } from '../link.js';
import { styles } from './styles.js';

type TokenSource = (request: { fresh: boolean }) => string | Promise<string>;
type Call = ((help: CourtsideHelp) => void) | [string, ...unknown[]];

declare global {
  interface Window {
    courtside?: { push(...calls: Call[]): unknown };
  }
}

declare const inlineScript: string;

const own = new URL((document.currentScript as HTMLScriptElement).src);
const server = own.origin;
const labels: Record<string, string> = {
  en: 'Stuck? Ask a coach',
  de: 'Hängen Sie fest? Coach fragen',
  es: '¿Atascado? Pregunta a un coach',
  ar: 'هل أنت عالق؟ اسأل مدرّبًا',
};
const everywhere = () => localStorage;
const thisTab = () => sessionStorage;
const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);

class CourtsideHelp extends HTMLElement {
  static observedAttributes = ['lang', 'scheme', 'label'];
  /** Gives a token for the person who is signed in; or set the attribute `token-url`. */
  declare getToken: TokenSource | undefined;
  /** Replacements of words, by key. */
  declare strings: Record<string, unknown>;
  private readonly root = this.attachShadow({ mode: 'open' });
  private readonly button = document.createElement('button');
  private readonly panel = document.createElement('div');
  private status: Status = { text: '', tone: 'calm', live: false, unread: 0 };
  private post: ((message: ToPanel) => void) | undefined;
  private readonly waiting: ToPanel[] = [];
  private loading = false;

  constructor() {
    super();
    // A page may have set it before this script came.
    this.strings ??= {};
  }

  connectedCallback(): void {
    const { root, button, panel } = this;
    if (!root.firstChild) {
      root.adoptedStyleSheets = [sheet];
      button.part.value = 'button';
      button.type = 'button';
      button.onclick = () => (panel.hidden ? this.open() : this.close());
      button.onpointerenter = button.onfocus = () => this.load();
      panel.part.value = 'panel';
      panel.id = 'panel';
      panel.hidden = true;
      panel.setAttribute('role', 'dialog');
      panel.setAttribute('aria-label', 'Courtside');
      panel.onkeydown = (event) => {
        if (event.key === 'Escape') this.close();
      };
      button.setAttribute('aria-controls', 'panel');
      root.append(button, panel);
      matchMedia('(prefers-color-scheme: dark)').onchange = () => this.tellSetup();
    }
    this.draw();
    // Not known: it is loaded to be sure.
    if (remembered(everywhere, 'courtside.live', true)) this.load();
    if (remembered(thisTab, 'courtside.open', false)) this.open(false);
  }

  attributeChangedCallback(): void {
    this.draw();
    this.tellSetup();
  }

  open(focus = true): void {
    this.load();
    if (!this.panel.hidden) return;
    this.panel.hidden = false;
    remember(thisTab, 'courtside.open', true);
    this.draw();
    if (focus) this.panel.querySelector('iframe')?.focus();
    this.tell({ type: 'opened', focus });
    this.emit('courtside-open');
  }

  close(): void {
    if (this.panel.hidden) return;
    this.panel.hidden = true;
    remember(thisTab, 'courtside.open', false);
    this.draw();
    this.tell({ type: 'closed' });
    this.button.focus();
    this.emit('courtside-close');
  }

  /** Opens with a text and a skill in the form; the person sends it. */
  ask(question: Question = {}): void {
    this.load();
    this.tell({ type: 'ask', question: { ...question } });
    this.open();
  }

  /** The person leaves: what they have not sent is dropped. */
  signOut(): void {
    remember(everywhere, 'courtside.live', false);
    this.tell({ type: 'signOut' });
    this.close();
  }

  /** Loads the panel now, hidden: for pages on which a help is likely. */
  load(): void {
    if (this.loading) return;
    this.loading = true;
    if (this.getAttribute('mode') === 'inline') {
      void this.inline();
      return;
    }
    const frame = document.createElement('iframe');
    frame.part.value = 'frame';
    frame.title = 'Courtside';
    // The server looks who embeds it, also where the page tells nobody else where people come from.
    frame.referrerPolicy = 'origin';
    frame.src = new URL(`widget/#${encodeURIComponent(location.origin)}`, own).href;
    addEventListener('message', (event) => {
      if (event.origin !== server || event.source !== frame.contentWindow) return;
      const message = opened<ToPage>(event.data);
      if (!message) return;
      this.post = (answer) => frame.contentWindow?.postMessage({ courtside: 1, message: answer }, server);
      this.heard(message);
    });
    this.panel.append(frame);
  }

  private async inline(): Promise<void> {
    const { courtsidePanel } = (await import(new URL(inlineScript, own).href)) as typeof import('../inline.js');
    this.post = courtsidePanel(this.panel, server, (message) => this.heard(message));
  }

  private heard(message: ToPage): void {
    switch (message.type) {
      case 'ready':
        this.tellSetup();
        for (const waiting of this.waiting.splice(0)) this.tell(waiting);
        break;
      case 'token':
        void this.token(message.id, message.fresh);
        break;
      case 'status':
        this.status = message.status;
        remember(everywhere, 'courtside.live', message.status.live);
        this.draw();
        break;
      case 'event':
        // Somebody is there for them: shown, unless the page says otherwise.
        if (this.emit(message.name, message.detail) && message.name === 'courtside-matched') this.open(false);
        break;
      case 'close':
        this.close();
    }
  }

  private async token(id: number, fresh: boolean): Promise<void> {
    try {
      this.tell({ type: 'token', id, token: await (this.getToken ?? this.fetchToken)({ fresh }) });
    } catch (error) {
      this.tell({ type: 'noToken', id, stop: (error as Error | undefined)?.name === 'UnauthorisedError' });
    }
  }

  private readonly fetchToken = async (): Promise<string> => {
    const answer = await fetch(this.getAttribute('token-url') ?? '', { method: 'POST' });
    if (answer.ok) return (await answer.text()).trim();
    const error = new Error(`No token: ${answer.status}`);
    if (answer.status === 401 || answer.status === 403) error.name = 'UnauthorisedError';
    throw error;
  };

  private tellSetup(): void {
    if (!this.post) return;
    const style = getComputedStyle(this);
    const theme: Record<string, string> = {};
    for (const name of themeNames) {
      const value = style.getPropertyValue(`--courtside-${name}`).trim();
      if (value) theme[name] = value;
    }
    const contacts: Contact[] = [...this.querySelectorAll('a')].map(({ textContent, href }) => ({ label: textContent ?? '', href }));
    const scheme = this.getAttribute('scheme') as 'light' | 'dark' | null;
    const { strings } = this;
    const person = this.getAttribute('person') ?? '';
    this.tell({ type: 'setup', setup: { languages: this.languages(), scheme: scheme ?? '', theme, strings, contacts, person } });
  }

  private tell(message: ToPanel): void {
    if (this.post) this.post(message);
    else if (message.type !== 'setup') this.waiting.push(message);
  }

  private languages(): string[] {
    return [this.lang || document.documentElement.lang, ...navigator.languages].filter(Boolean);
  }

  private draw(): void {
    const { button, panel, status } = this;
    const language = this.languages().map((tag) => tag.slice(0, 2)).find((tag) => tag in labels) ?? 'en';
    const label = status.text || this.getAttribute('label') || (this.strings['button.ask'] as string) || labels[language]!;
    const count = status.unread && panel.hidden ? ` (${status.unread})` : '';
    button.textContent = label + count;
    button.className = status.tone;
    button.setAttribute('aria-expanded', String(!panel.hidden));
  }

  private emit(name: string, detail = {}): boolean {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable: true }));
  }

}

/** Blocked storage: nothing is remembered, and `otherwise` holds. */
function remembered(storage: () => Storage, name: string, otherwise: boolean): boolean {
  try {
    return storage().getItem(name) === '1';
  } catch {
    return otherwise;
  }
}

function remember(storage: () => Storage, name: string, value: boolean): void {
  try {
    if (value) storage().setItem(name, '1');
    else storage().removeItem(name);
  } catch {
    // There is nothing to remember with.
  }
}

if (!customElements.get('courtside-help')) {
  customElements.define('courtside-help', CourtsideHelp);
  const take = (call: Call) => {
    const help = document.querySelector<CourtsideHelp>('courtside-help');
    if (typeof call === 'function') return help ? call(help) : undefined;
    const [method, ...values] = call;
    const methods = help as unknown as Record<string, (...values: unknown[]) => void> | null;
    if (/^(open|close|ask|signOut|load)$/.test(method)) methods?.[method]?.(...values);
  };
  // Once the page's elements are there, also for a tag in its head.
  const begin = () => {
    const early = window.courtside;
    window.courtside = { push: (...calls) => calls.forEach(take) };
    if (Array.isArray(early)) early.forEach(take);
  };
  if (document.readyState === 'loading') addEventListener('DOMContentLoaded', begin);
  else begin();
}
