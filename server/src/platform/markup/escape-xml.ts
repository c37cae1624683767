/**
 * Text as it may stand in XML and HTML, between tags and inside quotes. Control characters that XML cannot say are dropped.
 * @see reliability SEC-52
 */
export const escapeXml = (text: string): string =>
  sayable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');

/** A CDATA section that holds the text, whatever is in it: its end is split between two sections. */
export const cdata = (text: string): string => `<![CDATA[${sayable(text).replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

/** Without what XML cannot say even escaped: control characters, halves of characters, two that are none. */
const sayable = (text: string): string =>
  text
    .toWellFormed()
    // eslint-disable-next-line no-control-regex -- they are what is looked for
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
