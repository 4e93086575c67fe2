/** The button and the place of the panel; everything can be set from the page by `::part` and `--courtside-…`. */
export const styles = `
:host{display:block;color-scheme:light dark}
:host([hidden]),[hidden]{display:none!important}
button{position:fixed;z-index:2147483000;inset-block-end:var(--courtside-offset,20px);inset-inline-end:var(--courtside-offset,20px);
min-height:52px;max-width:calc(100vw - 40px);padding:.5em 1.25em;border:0;border-radius:99px;cursor:pointer;unicode-bidi:plaintext;
font:600 1rem/1.3 var(--courtside-font,system-ui,sans-serif);background:var(--courtside-accent,#1b6a50);color:var(--courtside-on-accent,#fff);
box-shadow:0 2px 6px rgb(0 0 0/.18),0 8px 24px rgb(0 0 0/.16)}
:host([position=static]) button{position:static;box-shadow:none}
button:focus-visible{outline:3px solid var(--courtside-accent,#1b6a50);outline-offset:3px;box-shadow:0 0 0 3px #fff}
.urgent{animation:call 1.2s ease-in-out infinite alternate}
@keyframes call{to{transform:translateY(-4px)}}
[part=panel]{position:fixed;z-index:2147483001;inset-inline-end:var(--courtside-offset,20px);inset-block-end:calc(var(--courtside-offset,20px) + 64px);
width:400px;height:min(660px,calc(100vh - 104px));height:min(660px,calc(100dvh - 104px));border-radius:18px;overflow:hidden;background:var(--courtside-ground,Canvas);
box-shadow:0 0 0 1px rgb(0 0 0/.09),0 12px 48px rgb(0 0 0/.26)}
iframe{width:100%;height:100%;border:0;display:block;color-scheme:normal}
@media(max-width:520px),(max-height:480px){[part=panel]{inset:0;width:auto;height:auto;border-radius:0}}
@media(prefers-reduced-motion:reduce){.urgent{animation:none}}
@media(forced-colors:active){button{border:2px solid ButtonText}[part=panel]{border:1px solid CanvasText}}
`.replace(/\n/g, '');
