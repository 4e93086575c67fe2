/** What the learner's widget and the coach's desk share. Importing it defines `<courtside-talk>` and its parts. */
export { Announcer } from './announcer_element.js';
export { drafts, type Drafts } from './drafts.js';
export { focusWhenShown, focusableIn } from './focus.js';
export { formatted } from './format/render.js';
export { linesOf, type Block, type Span } from './format/blocks.js';
export { icon, type IconName } from './icons.js';
export { sayer, languageOf, directionOf, type Say, type Table, type Phrase } from './strings/say.js';
export { english, type SharedKey } from './strings/en.js';
export { german } from './strings/de.js';
export { spanish } from './strings/es.js';
export { arabic } from './strings/ar.js';
export { tokens } from './styles/tokens.js';
export { controls } from './styles/controls.js';
export { Talk } from './talk/talk_element.js';
export { Composer } from './talk/composer_element.js';
export { entriesOf, type Delivery, type Entry, type PendingMessage, type TalkConnection } from './talk/entries.js';
export { countdown, spokenMinutes } from './time.js';
export { TimeLeft } from './time_left_element.js';
