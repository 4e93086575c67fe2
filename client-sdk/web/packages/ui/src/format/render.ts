import { html, type TemplateResult } from 'lit';
import { linesOf, type Span } from './blocks.js';

/** A message's text with its code and links. `newTab` is said after a link. */
export function formatted(text: string, newTab: string): TemplateResult[] {
  return linesOf(text).map((block) =>
    block.kind === 'code'
      ? html`<pre dir="ltr" tabindex="0"><code>${block.text}</code></pre>`
      : html`<p class="lines" dir="auto">${block.spans.map((span) => rendered(span, newTab))}</p>`,
  );
}

function rendered(span: Span, newTab: string): TemplateResult | string {
  switch (span.kind) {
    case 'text':
      return span.text;
    case 'code':
      return html`<code dir="ltr">${span.text}</code>`;
    case 'link':
      return html`<a href=${span.href} target="_blank" rel="noopener noreferrer nofollow" dir="ltr"
        >${span.text}<span class="unseen"> (${newTab})</span></a
      >`;
  }
}
