/** Looks of the pages without script: one column, cards, dark by the reader's system. */
export const LEAN_STYLE = `
:root{color-scheme:light dark;--ground:#f6f7f9;--card:#fff;--ink:#14181d;--soft:#4d5763;--line:#d9dee5;--edge:#8a94a3;--accent:#1f57b8;--on:#fff;--focus:#1f57b8}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",sans-serif}
main{max-width:36rem;margin:0 auto;padding:2.5rem 1rem 4rem}
header a{color:inherit;font-weight:600;text-decoration:none;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.25;margin:1.25rem 0 .5rem;text-wrap:balance}
p{margin:.5rem 0 1rem;color:var(--soft);overflow-wrap:anywhere}
dl{margin:1rem 0;padding:1.25rem;border:1px solid var(--line);border-radius:.75rem;background:var(--card)}
dt{font-weight:600}
dd{margin:.25rem 0 0;overflow-wrap:anywhere}
dd+dt{margin-top:1rem}
form,details.card{margin:1rem 0;padding:1.25rem;border:1px solid var(--line);border-radius:.75rem;background:var(--card)}
form.plain{padding:0;border:0;background:none;display:inline-block;margin:0 .5rem .5rem 0}
fieldset{margin:1.25rem 0 0;padding:0;border:0;min-width:0}
legend,label{display:block;padding:0;margin:0 0 .375rem;font-weight:600}
.field{margin-top:1.25rem}
.field:first-child,fieldset:first-child,[type=hidden]+.field{margin-top:0}
label.choice{display:flex;gap:.625rem;align-items:center;min-height:2.75rem;margin:0;font-weight:400;overflow-wrap:anywhere}
label.strong{font-weight:600}
.nest{margin-inline-start:1.875rem}
input[type=email],input[type=text],input[type=time],select{width:100%;min-height:2.75rem;padding:.5rem .75rem;border:1px solid var(--edge);border-radius:.375rem;background:var(--card);color:inherit;font:inherit}
input[type=checkbox],input[type=radio]{flex:none;width:1.25rem;height:1.25rem;margin:0;accent-color:var(--accent)}
.code{max-width:12rem;letter-spacing:.25em;font-variant-numeric:tabular-nums}
.pair{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:1rem}
.picks{margin-top:.5rem;border-top:1px solid var(--line)}
.picks details{border-bottom:1px solid var(--line)}
summary{min-height:2.75rem;padding:.625rem 0;cursor:pointer;font-weight:600}
details.card>summary{padding:0;min-height:0}
button{min-height:2.75rem;padding:.5rem 1.125rem;border:1px solid var(--accent);border-radius:.375rem;background:var(--accent);color:var(--on);font:inherit;font-weight:600;cursor:pointer}
button.quiet{background:transparent;color:inherit;border-color:var(--edge);font-weight:400}
.acts{display:flex;flex-wrap:wrap;gap:.75rem;margin-top:1.5rem}
.note,.fault{padding:.75rem 1rem;border-inline-start:.25rem solid;border-radius:.25rem;color:var(--ink)}
.note{border-color:#1f8f55;background:#e7f5ed}
.fault{border-color:#a81028;background:#fbe9ec}
:focus-visible{outline:.1875rem solid var(--focus);outline-offset:.125rem}
@supports selector(:has(*)){form:has(input[value=all]:checked) .picks,form:has(input[name=quiet]:not(:checked)) .hours{display:none}}
@media (max-width:30rem){.acts button{flex:1 1 100%}main{padding-top:1.5rem}}
@media (prefers-color-scheme:dark){
:root{--ground:#14181d;--card:#1b2129;--ink:#e8ebef;--soft:#aab4c0;--line:#2f3842;--edge:#6b7685;--accent:#2f6fdd;--focus:#8fb8ff}
.note{background:#173326}
.fault{background:#3a1a20}
}`;
