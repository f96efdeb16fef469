/**
 * The one style sheet of all pages, printed inside each page, and the hash by which the Content-Security-Policy allows
 * exactly it. No fonts, pictures or rules come from anywhere else.
 */
import { createHash } from 'node:crypto';
import { SafeHtml } from '../html.ts';
import { LIST_STYLE } from './list-style.ts';
import { PAPER_STYLE } from './paper-style.ts';
import { SEARCH_STYLE } from './search-style.ts';
import { STATUS_STYLE } from './status-style.ts';

/** Ground of the page, for the browser's own frame around it. */
export const PAGE_COLOURS = { light: '#fbfaf7', dark: '#16181b' } as const;

/** Colours are tokens so that light and dark are equals; every pair of text and ground has a contrast of at least 4.5. */
const TOKENS = `
:root {
  color-scheme: light dark;
  --paper: ${PAGE_COLOURS.light}; --ink: #1c1a17; --soft: #5f5a52; --rule: #dcd7cd; --tint: #f1eee6;
  --red: #a61e1e; --up: #1f6b3a; --down: #8a4b12; --link: #1f4f8f; --note: #f6ecd2; --on-note: #4d3a06;
  --serif: Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, "Noto Serif", "Liberation Serif", serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
  --mono: ui-monospace, "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: ${PAGE_COLOURS.dark}; --ink: #e9e6df; --soft: #aba79f; --rule: #35393d; --tint: #212529;
    --red: #ef7b72; --up: #7fce9b; --down: #e0a46b; --link: #8fb8f0; --note: #352c13; --on-note: #f0dda6;
  }
}`;

const FRAME = `
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 17px/1.55 var(--serif); overflow-wrap: break-word; }
a { color: inherit; text-decoration-color: var(--soft); text-decoration-thickness: 1px; text-underline-offset: .2em; }
a:hover { color: var(--link); text-decoration-color: currentColor; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.wrap { max-width: 72rem; margin: 0 auto; padding: 0 1.25rem; }
.ui { font: 14px/1.45 var(--sans); }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .75rem 1rem; z-index: 1; }
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.sample { background: var(--note); color: var(--on-note); padding: .6rem 0; }
.sample p { margin: 0 auto; }
.mast { border-bottom: 3px double var(--rule); padding: 1.5rem 0 1.1rem; }
.mast > .wrap { display: flex; flex-wrap: wrap; gap: 1.2rem 2.5rem; justify-content: space-between; align-items: center; }
.mast > .wrap > div { flex: 1 1 26rem; min-width: 0; }
.mast .box { flex: 0 1 25rem; background: none; padding: 0; margin: 0; }
.mast .box h2 { font: 600 15px/1.35 var(--sans); margin: 0 0 .35rem; }
.mast .box .hint { font-size: 12.5px; line-height: 1.4; margin: .4rem 0 0; }
.name { font-size: 2.6rem; line-height: 1.05; letter-spacing: -.02em; font-weight: 700; margin: 0; }
.name a { text-decoration: none; color: inherit; }
.name i { color: var(--red); font-style: normal; }
.edition { color: var(--soft); margin: .5rem 0 0; }
.good { color: var(--up); font-weight: 600; }
.bad { color: var(--down); font-weight: 600; }
footer { color: var(--soft); border-top: 1px solid var(--rule); margin-top: 3rem; padding: 1.2rem 0 2.5rem; }
footer p { margin: 0; }
.more { display: flex; flex-wrap: wrap; gap: 0 1.2rem; }
footer a { display: inline-flex; align-items: center; min-width: 44px; min-height: 44px; }
input[type=search], button, select { font: inherit; min-height: 44px; border: 1px solid var(--soft); border-radius: 6px; background: var(--paper); color: inherit; padding: .4rem .75rem; }
button { background: var(--ink); color: var(--paper); border-color: var(--ink); font-weight: 600; cursor: pointer; }
.plain { max-width: 44rem; padding: 2.5rem 0 1rem; }
.plain h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .8rem; }
.plain p { margin: 0 0 1rem; }`;

/** The box for signing up, the pages behind its mails, and the preferences. */
const SUBSCRIBING = `
.box { position: relative; background: var(--tint); border-radius: 8px; padding: 1.1rem 1.25rem 1rem; margin: 0 0 1.6rem; max-width: 46rem; overflow: hidden; }
.box h2 { font: 700 1.25rem/1.3 var(--serif); margin: 0 0 .6rem; text-wrap: balance; }
.box label, .settings label { color: inherit; }
.box .row { display: flex; flex-wrap: wrap; gap: .5rem; margin: .25rem 0 0; }
.box .row input { flex: 99 1 14rem; }
.box .row button { flex: 1 0 auto; }
.box input, .settings input:not([type=checkbox], [type=radio]), .settings textarea { font: 16px/1.4 var(--sans); min-width: 0; min-height: 44px; border: 1px solid var(--soft); border-radius: 6px; background: var(--paper); color: inherit; padding: .4rem .75rem; }
.box ::placeholder { color: var(--soft); opacity: 1; }
.hint { color: var(--soft); margin: .5rem 0 0; max-width: 44rem; }
.fault { color: var(--down); font-weight: 600; margin: .4rem 0 0; }
.box [aria-invalid], .settings [aria-invalid] { border-color: var(--down); box-shadow: 0 0 0 1px var(--down); }
.trap { position: absolute; left: -99rem; }
.second { background: var(--paper); color: inherit; border-color: var(--soft); }
.go { display: inline-flex; align-items: center; min-height: 44px; color: var(--link); }
.settings { max-width: 44rem; padding: 2rem 0 1rem; }
.settings h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .8rem; }
.settings h2 { font-size: 1.3rem; line-height: 1.3; margin: 2.4rem 0 .6rem; }
.settings p { margin: 0 0 .8rem; }
.settings .hint, .settings .fault { margin: -.4rem 0 .8rem; }
.settings fieldset { border: 0; border-top: 1px solid var(--rule); margin: 0 0 1.2rem; padding: .9rem 0 0; min-width: 0; }
.settings legend { float: left; width: 100%; font: 700 1.2rem/1.3 var(--serif); padding: 0; margin: 0 0 .6rem; }
.settings legend + * { clear: both; }
.settings p > label { display: block; font-weight: 600; margin: 0 0 .25rem; }
.settings select, .settings textarea { display: block; width: 100%; }
.settings input[type=number] { display: block; width: 8rem; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1rem; align-items: end; }
.ticks { display: grid; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); gap: 0 1rem; margin: 0 0 .6rem; }
.ticks label { display: flex; align-items: center; gap: .6rem; min-height: 44px; padding: .2rem 0; }
.ticks input { flex: none; width: 1.25rem; height: 1.25rem; margin: 0; accent-color: var(--red); }
.branch summary { display: flex; align-items: center; gap: .5rem; min-height: 44px; color: var(--link); }
.branch summary::before { content: "+"; width: 1rem; text-align: center; font-weight: 600; }
.branch[open] > summary::before { content: "–"; }
.inner { padding-left: 1.5rem; }
.branch small { color: var(--soft); font-size: 13px; }
.buttons { display: flex; flex-wrap: wrap; gap: .6rem; border-top: 1px solid var(--rule); padding: 1rem 0 0; }
.others { border-top: 1px solid var(--rule); margin-top: 2rem; }
.others h2 { margin-top: 1.2rem; font-family: var(--serif); }
.others form { margin: 0 0 1.2rem; }
.preview { border: 1px solid var(--rule); border-radius: 8px; padding: 0 1.25rem 1rem; margin: 1.2rem 0 0; }
.preview h2 { margin-top: 1rem; }
.preview h4 { font-size: 1.1rem; line-height: 1.3; margin: 0; }
.preview ol { list-style: none; padding: 0; margin: 0; }
.preview ol > li { padding: .9rem 0; border-bottom: 1px solid var(--rule); }
.preview ol > li:last-child { border-bottom: 0; }`;

const NARROW = `
@media (max-width: 60rem) { .sheet { display: block; } .sheet aside { margin-top: 2rem; } }
@media (max-width: 52rem) {
  .cols { display: block; padding-top: 1rem; }
  .fields .own, .fields > .label { display: none; }
  .choose { display: grid; }
  .fields:not(.narrowed) .filter, .fields:not(.narrowed) .all { display: none; }
  .filter { margin-top: .8rem; }
  .fields { border-bottom: 1px solid var(--rule); padding-bottom: 1rem; margin-bottom: 1.2rem; }
}
@media (max-width: 36rem) {
  .wrap { padding: 0 1rem; }
  .mast { padding: 1rem 0 .8rem; }
  .name { font-size: 2.1rem; }
  .tabs { gap: .5rem; }
  .tabs li { flex: 1; }
  .bar nav { flex: 1 0 100%; }
  .bar .find { margin: .6rem 0; flex: 1 0 100%; }
  .item { grid-template-columns: 3.1rem minmax(0, 1fr); }
  .rank { font-size: 1.5rem; }
  .links { gap: 0 .75rem; }
  .item h3 { font-size: 1.2rem; }
  .lead h1 { font-size: 1.5rem; }
  .paper h1, .status h1 { font-size: 1.6rem; }
  .symbols div { grid-template-columns: minmax(0, 1fr); }
  .grid th:first-child { padding-right: .6rem; }
  .grid th:first-child small { max-width: 6.5rem; }
}`;

/** On paper: what is read, black on white; addresses of links where they are worth copying. */
const PRINT = `
@media print {
  :root { --paper: #fff; --ink: #000; --soft: #333; --tint: #fff; --rule: #999; --red: #000; --up: #000; --down: #000; --link: #000; --note: #fff; --on-note: #000; }
  .bar, .fields, .skip, .back, .past nav, .forms, .box, footer nav, .abstract summary::after { display: none; }
  .cols, .sheet { display: block; }
  .cols { padding: 1.2rem 0 0; }
  .item, .days-list li { break-inside: avoid; }
  h1, h2, h3 { break-after: avoid; }
  details::details-content { content-visibility: visible; display: block; }
  .why li { border: 1px solid var(--rule); }
  .links a[href^=http]::after, .facts a[href^=http]::after { content: "(" attr(href) ")"; margin-left: .35em; overflow-wrap: anywhere; }
  .links a[href^="/"] { display: none; }
  .links a { min-height: 0; }
  .sample { border: 1px solid #000; }
  body { font-size: 11pt; }
}`;

const PAGE_STYLE = [TOKENS, FRAME, LIST_STYLE, PAPER_STYLE, STATUS_STYLE, SUBSCRIBING, SEARCH_STYLE, NARROW, PRINT]
  .join('')
  .replace(/\n\s*/g, '\n');

/** The `<style>` element; printed once in each page's head. */
export const pageStyle = new SafeHtml(`<style>${PAGE_STYLE}</style>`);

/** Source expression for `style-src` that allows this style sheet and no other. */
export const PAGE_STYLE_SOURCE = `'sha256-${createHash('sha256').update(PAGE_STYLE).digest('base64')}'`;
