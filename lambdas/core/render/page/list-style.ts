/** Style of lists of papers: the bar above, the fields beside, the papers, the archive. Printed by `page-style.ts`. */

export const LIST_STYLE = `
.bar { border-bottom: 1px solid var(--rule); }
.bar > .wrap { display: flex; flex-wrap: wrap; gap: 0 1.9rem; align-items: center; min-height: 58px; }
.bar .find { margin-left: auto; flex: 0 1 24rem; }
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
.choose { display: none; }
.choose, .filter { grid-template-columns: minmax(0, 1fr); gap: .35rem; margin: 0; }
.filter { display: grid; }
.choose div, .filter div { display: flex; gap: .5rem; }
.choose select, .filter input { flex: 1; min-width: 0; }
.filter ::placeholder { color: var(--soft); opacity: 1; }
.none { margin: .8rem 0 0; }
.none a { display: flex; align-items: center; min-height: 44px; }
.all summary { color: var(--link); display: flex; align-items: center; min-height: 44px; }
.all .label { margin: .9rem 0 0; }
.all ul { margin: .2rem 0 0; }
.all li small { grid-column: auto; }
.all li a { grid-template-columns: minmax(0, 1fr); }
.past { border-left: 3px solid var(--red); padding: .1rem 0 .1rem 1rem; margin: 1rem 0 0; max-width: 44rem; }
.past p { margin: 0; }
.days-list { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--rule); }
.archive { padding-top: 1.2rem; }
.days-list a { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: 0 1rem; min-height: 44px; padding: .35rem 0; border-bottom: 1px solid var(--rule); text-decoration: none; }
.days-list .count { color: var(--soft); }
.lead h1 { font-size: 1.75rem; line-height: 1.2; letter-spacing: -.01em; margin: 0; text-wrap: balance; }
.lead p { color: var(--soft); margin: .35rem 0 0; }
.forms { display: block; margin-top: .35rem; }
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
.empty p { margin: 0 0 .8rem; }
.glued { white-space: nowrap; }
math { font-family: "STIX Two Math", "Cambria Math", "Latin Modern Math", "XITS Math", "Libertinus Math", "Noto Sans Math", "DejaVu Math TeX Gyre", math; max-width: 100%; overflow-x: auto; overflow-y: hidden; }
.glued > math { max-width: calc(100% - 2em); }`;
