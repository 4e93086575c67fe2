/** The desk's few icons, drawn with the colour of the text; they say nothing that the words beside them do not. */
import { svg, html, type TemplateResult } from 'lit';

const paths = {
  accept: 'M4 12.5l5 5L20 6.5',
  away: 'M20 14.5A8 8 0 0 1 9.5 4a8 8 0 1 0 10.5 10.5z',
  back: 'M14 5l-7 7 7 7',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15zM10 20.5h4',
  close: 'M6 6l12 12M18 6L6 18',
  done: 'M4 12.5l5 5L20 6.5',
  pause: 'M8 5v14M16 5v14',
  search: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5L21 21',
  sound: 'M4 9.5v5h3.5L12 18.5v-13L7.5 9.5zM15.5 8.5a5 5 0 0 1 0 7M18 6a8.5 8.5 0 0 1 0 12',
  spark: 'M12 3v6M12 15v6M3 12h6M15 12h6',
  tab: 'M3 6h18v13H3zM3 10h18',
  warn: 'M12 4l9 16H3zM12 10v4.5M12 17.2v.3',
} as const;

export function icon(name: keyof typeof paths): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    ${svg`<path d=${paths[name]} fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"></path>`}
  </svg>`;
}
