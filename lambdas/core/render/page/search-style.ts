/** Style of the search box, and of the page of what it finds; the tokens are those of page-style.ts. */
export const SEARCH_STYLE = `
.find { display: flex; gap: .5rem; min-width: 0; }
.find input { flex: 1; min-width: 0; font: 16px/1.4 var(--sans); min-height: 44px; border: 1px solid var(--soft); border-radius: 6px; background: var(--paper); color: inherit; padding: .4rem .75rem; }
.find ::placeholder { color: var(--soft); opacity: 1; }
.search { max-width: 46rem; padding-top: 1.6rem; }
.find.big { margin: 0 0 1.5rem; }
.find.big input { font-size: 18px; min-height: 48px; }
.lead .notes { margin: .6rem 0 0; padding: .5rem .9rem .5rem 1.9rem; background: var(--note); color: var(--on-note); border-radius: 6px; }
.order { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 2rem; border-bottom: 1px solid var(--rule); margin-top: 1.1rem; }
.order .links { margin: 0; }
.hit { padding: 1.25rem 0 .55rem; border-bottom: 1px solid var(--rule); }
.hit h2 { font-size: 1.3rem; line-height: 1.3; margin: 0; text-wrap: pretty; }
.hit h2 a { text-decoration: none; }
.hit h2 a:hover { text-decoration: underline; text-decoration-thickness: 1px; }
mark { background: var(--note); color: var(--on-note); border-radius: 3px; padding: 0 .12em; margin: 0 -.12em; }
.found[open] summary > span, .found:not([open]) summary > b { display: none; }
.pages { display: grid; grid-template-columns: 1fr auto 1fr; align-items: center; color: var(--soft); margin-top: 1rem; }
.pages a { display: inline-flex; align-items: center; min-height: 44px; grid-column: 1; justify-self: start; color: var(--ink); }
.pages span { grid-column: 2; grid-row: 1; }
.pages a[rel=next] { grid-column: 3; grid-row: 1; justify-self: end; }
.language { margin-top: 1.6rem; }
.language dl { margin: .5rem 0 1rem; border-top: 1px solid var(--rule); }
.language dl div { display: grid; grid-template-columns: 18rem minmax(0, 1fr); gap: 0 1.2rem; align-items: center; border-bottom: 1px solid var(--rule); padding: .2rem 0; }
.language dt a { display: flex; align-items: center; min-height: 44px; font: 14px/1.4 var(--mono); overflow-wrap: anywhere; }
.language dd { margin: 0; font-size: 15.5px; line-height: 1.45; }
.language > p { color: var(--soft); }
.instead { list-style: none; margin: 0 0 1rem; padding: 0; }
.instead li { display: flex; gap: .8rem; align-items: center; border-bottom: 1px solid var(--rule); }
.instead a { flex: 1; display: flex; align-items: center; min-height: 44px; }
.instead span { color: var(--soft); font-variant-numeric: tabular-nums; }
@media (max-width: 36rem) {
  .language dl div { display: block; padding: .2rem 0 .6rem; }
  .language dd { margin-top: -.4rem; }
  .hit h2 { font-size: 1.2rem; }
  .order nav { flex: 1 1 100%; }
  .search { padding-top: 1rem; }
}
@media print { .find, .pages, .found summary { display: none; } mark { background: none; color: inherit; font-weight: 600; } }`;
