/** The panel as a component of the page itself: the tag imports this module where it says `mode="inline"`. */
import { Panel } from './panel/panel_element.js';
import { LinkHost } from './panel/host.js';
import type { ToPage, ToPanel } from './link.js';

/** Makes a panel in `place`, which hears of the page through what is returned. */
export function courtsidePanel(place: ParentNode, server: string, post: (message: ToPage) => void): (message: ToPanel) => void {
  const panel = new Panel();
  panel.setAttribute('exportparts', 'message, own-message, input, send');
  const host = new LinkHost(post, panel);
  panel.begin(host, server);
  place.append(panel);
  // After this call, so that the page has what is returned.
  queueMicrotask(() => post({ type: 'ready' }));
  return (message) => host.receive(message);
}
