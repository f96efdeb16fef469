/**
 * The one style sheet of all pages, printed inside each page, and the hash by which the Content-Security-Policy allows
 * exactly it. No fonts, pictures or rules come from anywhere else.
 */
import { createHash } from 'node:crypto';
import { SafeHtml } from '../html.ts';

/** Colours are tokens so that light and dark are equals; every pair of text and ground has a contrast of at least 4.5. */
const TOKENS = `
:root {
  color-scheme: light dark;
  --paper: #fbfaf7; --ink: #1c1a17; --soft: #5f5a52; --rule: #dcd7cd; --tint: #f1eee6;
  --red: #a61e1e; --up: #1f6b3a; --down: #8a4b12; --link: #1f4f8f; --note: #f6ecd2; --on-note: #4d3a06;
  --serif: Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, "Noto Serif", "Liberation Serif", serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif;
  --mono: ui-monospace, "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16181b; --ink: #e9e6df; --soft: #aba79f; --rule: #35393d; --tint: #212529;
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
.sample p { margin: 0; }
.mast { border-bottom: 3px double var(--rule); padding: 1.5rem 0 1.1rem; }
.name { font-size: 2.6rem; line-height: 1.05; letter-spacing: -.02em; font-weight: 700; margin: 0; }
.name a { text-decoration: none; color: inherit; }
.name i { color: var(--red); font-style: normal; }
.edition { color: var(--soft); margin: .5rem 0 0; }
.good { color: var(--up); font-weight: 600; }
.bad { color: var(--down); font-weight: 600; }
footer { color: var(--soft); border-top: 1px solid var(--rule); margin-top: 3rem; padding: 1.2rem 0 2.5rem; }
footer p { margin: 0; }
.more { display: flex; gap: 0 1.2rem; }
footer a { display: inline-flex; align-items: center; min-width: 44px; min-height: 44px; }
button, select { font: inherit; min-height: 44px; border: 1px solid var(--soft); border-radius: 6px; background: var(--paper); color: inherit; padding: .4rem .75rem; }
button { background: var(--ink); color: var(--paper); border-color: var(--ink); font-weight: 600; cursor: pointer; }
.plain { max-width: 44rem; padding: 2.5rem 0 1rem; }
.plain h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .8rem; }
.plain p { margin: 0 0 1rem; }`;

const LIST = `
.bar { border-bottom: 1px solid var(--rule); }
.tabs { display: flex; gap: 1.9rem; list-style: none; margin: 0; padding: 0; }
.tabs a { display: flex; align-items: center; justify-content: center; min-height: 46px; padding: 2px 0 0; border-bottom: 3px solid transparent; text-decoration: none; color: var(--soft); }
.tabs a:hover { color: var(--link); }
.tabs [aria-current] { color: var(--ink); border-color: var(--red); font-weight: 600; }
.cols { display: grid; grid-template-columns: 14.5rem minmax(0, 1fr); gap: 3rem; padding-top: 1.6rem; }
.label { font: 600 12px/1.3 var(--sans); letter-spacing: .09em; text-transform: uppercase; color: var(--soft); margin: 0; }
.label small { font: 13px/1.3 var(--sans); letter-spacing: 0; text-transform: none; }
.fields ul { list-style: none; margin: .5rem 0 1.2rem; padding: 0; }
.fields li a { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 .6rem; align-content: center; min-height: 44px; padding: .3rem .6rem; margin: 0 -.6rem; border-radius: 6px; text-decoration: none; color: var(--soft); }
.fields li a:hover { background: var(--tint); color: var(--ink); }
.fields li b { color: var(--ink); font-weight: 600; }
.fields li small { grid-column: 1 / -1; font-size: 12.5px; line-height: 1.3; }
.fields [aria-current] { box-shadow: inset 3px 0 var(--red); border-radius: 0; padding-left: .8rem; }
.count { font-variant-numeric: tabular-nums; }
.choose { display: grid; grid-template-columns: minmax(0, 1fr); gap: .35rem; }
.choose div { display: flex; gap: .5rem; }
.choose select { flex: 1; min-width: 0; }
.lead h1 { font-size: 1.75rem; line-height: 1.2; letter-spacing: -.01em; margin: 0; text-wrap: balance; }
.lead p { color: var(--soft); margin: .35rem 0 0; }
.group > .label { border-top: 1px solid var(--rule); padding-top: .9rem; margin-top: 1.7rem; display: flex; flex-wrap: wrap; gap: .2rem .7rem; align-items: baseline; }
.item { display: grid; grid-template-columns: 3.6rem minmax(0, 1fr); padding: 1.25rem 0 .55rem; border-bottom: 1px solid var(--rule); }
.item:last-child { border-bottom: 0; }
.rank { display: block; font-size: 1.8rem; line-height: 1.1; font-weight: 700; font-variant-numeric: tabular-nums lining-nums; }
.move { display: block; font: 600 12px/1.5 var(--sans); }
.days { display: block; font: 12px/1.4 var(--sans); color: var(--soft); }
.days small { display: block; font-size: 12px; }
.up { color: var(--up); } .down { color: var(--down); } .same { color: var(--soft); }
.item h3 { font-size: 1.3rem; line-height: 1.3; margin: 0; font-weight: 700; text-wrap: pretty; max-width: 46rem; }
.item h3 a { text-decoration: none; }
.item h3 a:hover { text-decoration: underline; text-decoration-thickness: 1px; }
.by { color: var(--soft); margin: .3rem 0 .6rem; }
.why { display: flex; flex-wrap: wrap; gap: .35rem .45rem; list-style: none; margin: 0 0 .65rem; padding: 0; }
.why li { background: var(--tint); border-radius: 4px; padding: .16rem .55rem; min-width: 0; overflow-wrap: anywhere; }
.why .curved { display: flex; align-items: center; gap: .45rem; background: none; padding: .16rem .3rem .16rem 0; color: var(--soft); font-variant-numeric: tabular-nums; }
.spark { display: block; width: 92px; height: 22px; }
.spark polyline, .curve polyline { fill: none; stroke: var(--red); stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
.spark circle, .curve circle { fill: var(--red); }
.abstract { margin: 0; max-width: 44rem; }
details summary { cursor: pointer; list-style: none; }
details summary::-webkit-details-marker { display: none; }
.abstract summary::after { content: " more"; color: var(--link); font: 14px var(--sans); white-space: nowrap; }
.cut summary::after { content: "… more"; }
.abstract[open] summary::after { content: " less"; }
.abstract p { margin: 0; }
.links { display: flex; flex-wrap: wrap; gap: 0 1.2rem; list-style: none; margin: .1rem 0 0; padding: 0; }
.links a, .links .off { display: flex; align-items: center; min-height: 44px; }
.off { color: var(--soft); }
.empty { max-width: 44rem; padding: 1.6rem 0; }
.empty p { margin: 0 0 .8rem; }`;

const PAPER = `
.paper { padding-top: 1.2rem; }
.back a { display: inline-flex; align-items: center; min-height: 44px; color: var(--soft); }
.paper h1 { font-size: 2rem; line-height: 1.2; letter-spacing: -.01em; margin: .2rem 0 .6rem; max-width: 52rem; text-wrap: pretty; }
.authors { margin: 0 0 .3rem; max-width: 52rem; }
.authors summary { color: var(--link); font: 14px/44px var(--sans); }
.sheet { display: grid; grid-template-columns: minmax(0, 1fr) 19rem; gap: 3rem; margin-top: 1.2rem; }
.sheet h2 { font-size: 1.3rem; line-height: 1.3; margin: 2.2rem 0 .4rem; }
.sheet h3 { font: 600 14px/1.4 var(--sans); margin: 1.6rem 0 .4rem; }
.sheet .abstract { border-top: 1px solid var(--rule); padding-top: 1rem; }
.sheet p { max-width: 44rem; }
.notice { background: var(--note); color: var(--on-note); padding: .6rem .9rem; border-radius: 6px; margin: .6rem 0; }
.facts { margin: 0; border-top: 1px solid var(--rule); }
.facts div { padding: .65rem 0; border-bottom: 1px solid var(--rule); }
.facts dt { color: var(--soft); font-size: 12.5px; }
.facts dd { margin: .1rem 0 0; overflow-wrap: anywhere; }
.facts dd a { display: inline-block; padding: .35rem 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; max-width: 44rem; font: 14px/1.45 var(--sans); }
th, td { text-align: left; vertical-align: top; padding: .5rem .9rem .5rem 0; border-bottom: 1px solid var(--rule); }
th { font-weight: 600; color: var(--soft); }
tbody th { color: var(--ink); font-weight: 400; }
.places th, .day { white-space: nowrap; }
.sum { font-variant-numeric: tabular-nums; white-space: nowrap; }
sup, sub { line-height: 0; }
.curve { display: block; width: 100%; min-width: 30rem; max-width: 44rem; height: auto; margin: .4rem 0 .6rem; }
.curve line { stroke: var(--rule); }
.curve text { fill: var(--soft); font: 13px var(--sans); font-variant-numeric: tabular-nums; }
.curve .end { fill: var(--ink); font-weight: 600; }
.num { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
tr > :last-child { padding-right: 0; }
tfoot th, tfoot td { color: var(--ink); font-weight: 600; border-bottom: 2px solid var(--soft); }
td small, th small { color: var(--soft); font-size: 12.5px; }
code, pre { font: 13px/1.5 var(--mono); }
pre { background: var(--tint); padding: .9rem 1rem; border-radius: 6px; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; margin: .6rem 0 0; }
iframe { display: block; width: 100%; height: 48rem; border: 1px solid var(--rule); border-radius: 6px; background: var(--paper); }
.mails { list-style: none; padding: 0; margin: 1rem 0; border-top: 1px solid var(--rule); }
.mails a { display: block; padding: .8rem 0; border-bottom: 1px solid var(--rule); text-decoration: none; }
.mails b { display: block; font: 600 1.1rem/1.35 var(--serif); }
.mails small, .by small { color: var(--soft); font-size: 14px; }
.inbox { padding-top: 1.6rem; max-width: 52rem; }
.inbox h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .4rem; }
.inbox h2 { font-size: 1.2rem; margin: 2rem 0 .6rem; }`;

const STATUS = `
.status { padding-top: 1.2rem; }
.status h1 { font-size: 2rem; line-height: 1.2; letter-spacing: -.01em; margin: .2rem 0 .6rem; }
.status h2 { font-size: 1.3rem; line-height: 1.3; margin: 2.4rem 0 .6rem; }
.status p { max-width: 44rem; margin: 0 0 .6rem; }
.status table { max-width: none; }
.status .verdict { font-size: 1.15rem; }
.status tbody th { font-weight: 600; }
.status .scroll { position: relative; }
.status .scroll:focus-visible { outline-offset: 4px; }
.status th, .status td { white-space: nowrap; }
.status td.text { white-space: normal; min-width: 16rem; }
.status .scroll + p { margin-top: .8rem; }
.status caption { text-align: left; color: var(--soft); padding-bottom: .5rem; }
.grid th small, .grid td small { display: block; font-weight: 400; line-height: 1.25; }
.grid th:first-child small { white-space: normal; max-width: 9.5rem; }
.grid br + small { display: inline; }
.grid td, .grid thead th { padding: .45rem .7rem .45rem 0; font-variant-numeric: tabular-nums; }
.grid th:first-child { position: sticky; left: 0; background: var(--paper); padding-right: 1.2rem; }
.grid tbody tr:last-child > * { border-top: 2px solid var(--soft); }
.grid td.short small, .grid td.pending small, .grid td.unknown small { color: var(--down); font-weight: 600; }
.mark { display: inline-block; min-width: 1em; text-align: center; }
.mark.complete { color: var(--up); }
.mark.short, .mark.pending, .mark.unknown { color: var(--down); }
.mark.quiet { color: var(--soft); }
.legend { list-style: none; padding: 0; margin: .8rem 0 0; display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; color: var(--soft); }
.legend b { color: var(--ink); font-weight: 600; }
.gaps { margin: 0; padding: 0 0 0 1.1rem; max-width: 44rem; }
.gaps li { margin: 0 0 .45rem; }
.chart { display: block; width: 100%; min-width: 40rem; max-width: 60rem; height: auto; }
.chart rect { fill: var(--link); }
.chart .lacking { fill: none; stroke: var(--down); stroke-width: 1.5; stroke-dasharray: 3 2; }
.chart line { stroke: var(--rule); }
.chart text { fill: var(--soft); font: 12px var(--sans); font-variant-numeric: tabular-nums; }
.numbers summary { color: var(--link); font: 14px/44px var(--sans); }
.numbers table { max-width: 34rem; }
.rules table { max-width: 60rem; }
.rules li { max-width: 44rem; margin: 0 0 .4rem; }
.rules ul, .rules ol { padding-left: 1.2rem; }
.symbols { margin: .4rem 0 1rem; max-width: 60rem; }
.symbols div { display: grid; grid-template-columns: 11rem minmax(0, 1fr) minmax(0, 1.3fr); gap: .1rem 1rem; padding: .5rem 0; border-bottom: 1px solid var(--rule); }
.symbols dt { font-weight: 600; }
.symbols dd { margin: 0; font-size: 15px; }
.symbols small { color: var(--soft); font-size: 14px; }`;

const NARROW = `
@media (max-width: 60rem) { .sheet { display: block; } .sheet aside { margin-top: 2rem; } }
@media (max-width: 52rem) {
  .cols { display: block; padding-top: 1rem; }
  .fields ul, .fields > .label { display: none; }
  .fields { border-bottom: 1px solid var(--rule); padding-bottom: 1rem; margin-bottom: 1.2rem; }
}
@media (max-width: 36rem) {
  .wrap { padding: 0 1rem; }
  .mast { padding: 1rem 0 .8rem; }
  .name { font-size: 2.1rem; }
  .tabs { gap: .5rem; }
  .tabs li { flex: 1; }
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

const PRINT = `
@media print {
  :root { --paper: #fff; --ink: #000; --soft: #444; --tint: #eee; --rule: #bbb; }
  .bar, .fields, .skip, .links, .back, footer a, .abstract summary::after { display: none; }
  .cols, .sheet { display: block; }
  .item { break-inside: avoid; }
  details::details-content { content-visibility: visible; display: block; }
  body { font-size: 11pt; }
}`;

const PAGE_STYLE = [TOKENS, FRAME, LIST, PAPER, STATUS, NARROW, PRINT].join('').replace(/\n\s*/g, '\n');

/** The `<style>` element; printed once in each page's head. */
export const pageStyle = new SafeHtml(`<style>${PAGE_STYLE}</style>`);

/** Source expression for `style-src` that allows this style sheet and no other. */
export const PAGE_STYLE_SOURCE = `'sha256-${createHash('sha256').update(PAGE_STYLE).digest('base64')}'`;
