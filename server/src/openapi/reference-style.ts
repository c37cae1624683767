/** The whole look of the reference page. Its hash is what the page's policy allows. */
export const REFERENCE_STYLE = `
:root{--page:#f7f8fa;--card:#fff;--ink:#1d2433;--soft:#5b6577;--line:#e1e5ec;--accent:#2a5bd7;--code:#f0f2f6;--get:#0b6b3a;--post:#2a5bd7;--patch:#8a5300;--delete:#b3261e}
@media (prefers-color-scheme:dark){:root{--page:#12151c;--card:#1a1f29;--ink:#e6e9f0;--soft:#a3adbf;--line:#2b3240;--accent:#8fb0ff;--code:#232a36;--get:#6fd49b;--post:#8fb0ff;--patch:#f0b866;--delete:#ff9d94}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:1rem}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0 auto;max-width:78rem;padding:0 1.25rem 4rem;background:var(--page);color:var(--ink);font:16px/1.55 system-ui,sans-serif;display:grid;grid-template-columns:13rem minmax(0,1fr);column-gap:2.5rem}
header{grid-column:1/-1;display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;align-items:baseline;justify-content:space-between;padding:2rem 0 1.25rem;border-bottom:1px solid var(--line);margin-bottom:1.5rem}
h1{font-size:1.6rem;margin:0}h1 small{color:var(--soft);font-weight:400;font-size:1rem}
h2{font-size:1.2rem;margin:2.5rem 0 .75rem}
h3{font-size:1rem;font-weight:500;margin:0;display:flex;flex-wrap:wrap;gap:.25rem .75rem;align-items:baseline}
h4{font-size:.8rem;letter-spacing:.04em;text-transform:uppercase;color:var(--soft);margin:1.5rem 0 .5rem}
a{color:var(--accent);text-underline-offset:.15em}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:4px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--card);padding:.5rem 1rem}
nav{position:sticky;top:1rem;align-self:start;max-height:calc(100vh - 2rem);overflow:auto}
nav ul{list-style:none;margin:0;padding:0}nav a{display:block;padding:.3rem 0;text-decoration:none;color:var(--soft)}nav a:hover{color:var(--accent)}
.intro{max-width:46rem}
details{background:var(--card);border:1px solid var(--line);border-radius:10px;margin-bottom:.5rem}
summary{padding:.7rem 1rem .7rem .25rem;cursor:pointer;list-style-position:outside;margin-inline-start:2rem}
.body{padding:0 1.25rem 1.25rem 2.25rem}
.says{color:var(--soft);font-size:.9rem;flex-basis:100%}
.method{font:600 .75rem/1 ui-monospace,monospace;min-width:4rem}
.get{color:var(--get)}.post{color:var(--post)}.patch,.put{color:var(--patch)}.delete{color:var(--delete)}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,monospace;font-size:.85em}
p code,td code,li code{background:var(--code);border-radius:4px;padding:.1em .3em}
pre{background:var(--code);border-radius:8px;padding:1rem;overflow:auto;line-height:1.4;max-height:28rem}
table{width:100%;border-collapse:collapse;font-size:.9rem;display:block;overflow-x:auto}
th,td{text-align:start;vertical-align:top;padding:.4rem .75rem .4rem 0;border-bottom:1px solid var(--line)}
th{color:var(--soft);font-weight:500}td:last-child{min-width:14rem}td b{color:var(--delete);margin-inline-start:.2em}
.error{margin:.35rem 0;font-size:.9rem;color:var(--soft)}.error b{color:var(--ink)}
@media (max-width:52rem){body{display:block}nav{position:static;margin-bottom:1rem}nav ul{display:flex;flex-wrap:wrap;gap:0 1rem}}
@media print{nav{display:none}body{display:block}}
`;
