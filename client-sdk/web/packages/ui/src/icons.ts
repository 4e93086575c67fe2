/** Icons as inline SVG: no files, no fonts, no markup from text. They are decoration; words say what they mean. */
import { svg, html, type TemplateResult } from 'lit';

const shapes = {
  close: svg`<path d="m6 6 12 12M18 6 6 18"/>`,
  back: svg`<path d="m14 6-6 6 6 6"/>`,
  onward: svg`<path d="m10 6 6 6-6 6"/>`,
  send: svg`<path d="M4 12h14M12 5l7 7-7 7"/>`,
  clock: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7.5V12l3 2"/>`,
  check: svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`,
  checks: svg`<path d="m2.5 12.5 4.5 4.5 9.5-9.5M11.5 15.6l1.4 1.4 9.1-9.5"/>`,
  warning: svg`<path d="M12 4 2.8 19.5h18.4zM12 10v4.5M12 17.2v.1"/>`,
  offline: svg`<path d="M3 3l18 18M8.5 15.5a5 5 0 0 1 6.4-.5M5 12a10 10 0 0 1 4-2.4M19 12a10 10 0 0 0-6-2.9M12 19v.1"/>`,
  talk: svg`<path d="M4 5.5h16v10.5H10.5L6 20v-4H4z"/>`,
  lock: svg`<rect x="5" y="10.5" width="14" height="9.5" rx="2"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>`,
  search: svg`<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5 5"/>`,
  people: svg`<circle cx="9" cy="8.5" r="3.2"/><path d="M3 19c.6-3.6 3-5.5 6-5.5s5.4 1.9 6 5.5M15.5 5.6a3.2 3.2 0 0 1 0 5.8M17.5 14c2 .6 3.2 2.3 3.5 5"/>`,
  history: svg`<path d="M4.5 12a7.7 7.7 0 1 0 2.4-5.6L4.5 8.5M4.5 4.5v4h4M12 8v4.3l2.8 1.7"/>`,
  heart: svg`<path d="M12 19.5S4 14.7 4 9.3A4.2 4.2 0 0 1 12 7.5a4.2 4.2 0 0 1 8 1.8c0 5.4-8 10.2-8 10.2z"/>`,
  program: svg`<rect x="5" y="8" width="14" height="11" rx="3"/><path d="M12 8V4.5M9.5 13v.1M14.5 13v.1M10 16h4M2.5 12.5v3M21.5 12.5v3"/>`,
  down: svg`<path d="M12 5v14M6 13l6 6 6-6"/>`,
  more: svg`<path d="M6 12v.1M12 12v.1M18 12v.1"/>`,
} as const;

export type IconName = keyof typeof shapes;

export function icon(name: IconName): TemplateResult {
  return html`<svg
    class="icon"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width=${name === 'more' ? '3' : '2'}
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    ${shapes[name]}
  </svg>`;
}
