/** Style of a paper’s own page, of tables and of the local inbox. Printed by `page-style.ts`. */

export const PAPER_STYLE = `
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
