/** Where the keyboard goes when what is shown changes. */

/** Focuses the first match once the component has drawn; a heading so reached needs `tabindex="-1"`. */
export async function focusWhenShown(
  host: { readonly updateComplete: Promise<unknown>; readonly renderRoot: ParentNode },
  selector: string,
): Promise<void> {
  await host.updateComplete;
  host.renderRoot.querySelector<HTMLElement>(selector)?.focus({ preventScroll: false });
}

/** What the Tab key reaches inside, in order. */
export function focusableIn(root: ParentNode): HTMLElement[] {
  const selector = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]';
  return [...root.querySelectorAll<HTMLElement>(selector)].filter((element) => element.offsetParent !== null);
}
