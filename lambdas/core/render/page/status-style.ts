/** Style of the pages that report: status and scoring. Printed by `page-style.ts`. */

export const STATUS_STYLE = `
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
.status caption { text-align: left; color: var(--soft); padding-bottom: .5rem; white-space: normal; max-width: calc(100vw - 2rem); }
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
