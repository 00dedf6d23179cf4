/** How the page looks on a screen, light or dark, and on A4. */

const LIGHT = `
  color-scheme: light; --ink: #1b1f24; --soft: #57606a; --rule: #d0d7de; --paper: #ffffff; --band: #f6f8fa;
  --warning: #9a3412; --one: #0b5cad; --two: #b45309; --three: #15803d; --fill: #c8d6e5;`;

const DARK = `
  color-scheme: dark; --ink: #e6edf3; --soft: #9da7b3; --rule: #3d444d; --paper: #0d1117; --band: #161b22;
  --warning: #fdba74; --one: #6cb6ff; --two: #f0a04b; --three: #57c97a; --fill: #33465c;`;

export const STYLE = `:root {${LIGHT}
}
@media screen and (prefers-color-scheme: dark) {
  :root {${DARK}
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 66rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.7rem; line-height: 1.25; }
h2 { font-size: 1.25rem; margin-top: 2.5rem; border-bottom: 1px solid var(--rule); padding-bottom: 0.25rem; }
h3 { font-size: 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; font-size: 0.87rem; }
caption { text-align: left; color: var(--soft); padding-bottom: 0.35rem; }
th, td { padding: 0.3rem 0.6rem; border-bottom: 1px solid var(--rule); text-align: left; vertical-align: top; }
th { background: var(--band); }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.foot td { font-weight: 600; border-top: 2px solid var(--ink); }
.foot tr + tr td { border-top: 0; }
code { font: 0.85em/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
td code { display: block; min-width: 21ch; }
pre { background: var(--band); padding: 0.75rem; white-space: pre-wrap; overflow-wrap: anywhere; }
dl { margin: 1rem 0; }
dl div { display: flex; gap: 1rem; border-bottom: 1px solid var(--rule); padding: 0.25rem 0; }
dt { flex: 0 0 15rem; color: var(--soft); }
dd { margin: 0; min-width: 0; }
.warning { color: var(--warning); border: 2px solid var(--warning); padding: 0.6rem 0.9rem; font-weight: 600; }
figure { margin: 1.5rem 0; }
figure svg { display: block; width: 100%; max-width: 46rem; height: auto; }
figcaption { color: var(--soft); font-size: 0.87rem; }
.signature p { border-bottom: 1px solid var(--ink); padding-top: 2.2rem; margin: 0; max-width: 30rem; }
@page { size: A4; margin: 16mm 14mm; }
@media print {
  body { font-size: 9.5pt; }
  main { max-width: none; padding: 0; }
  thead { display: table-header-group; }
  tr, figure, .warning, .signature { break-inside: avoid; }
  h2, h3, caption { break-after: avoid; }
  #borrowers, #rewards, #checks, #evidence { break-before: page; }
  .wide { overflow: visible; }
  table { font-size: 7pt; }
  .many { font-size: 6.2pt; }
  th, td { padding: 0.12rem 0.2rem; overflow-wrap: anywhere; }
  .many code { min-width: 14ch; }
  dt { flex-basis: 11rem; }
}
`;
