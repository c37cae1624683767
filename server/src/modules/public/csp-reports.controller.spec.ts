import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { directivesOf } from './csp-reports.controller.js';

describe('directivesOf', () => {
  it('reads both shapes browsers send', () => {
    expect(directivesOf(Buffer.from('{"csp-report":{"effective-directive":"script-src-elem","blocked-uri":"https://e.test"}}'))).toEqual([
      'script-src-elem',
    ]);
    expect(directivesOf(Buffer.from('{"csp-report":{"violated-directive":"style-src"}}'))).toEqual(['style-src']);
    expect(directivesOf(Buffer.from('[{"type":"csp-violation","body":{"effectiveDirective":"img-src"}},{"body":{}}]'))).toEqual([
      'img-src',
    ]);
  });

  it('takes nothing else from strangers', () => {
    for (const report of ['', 'null', '[null]', '{"csp-report":{"effective-directive":"x\\nforged line"}}'])
      expect(directivesOf(Buffer.from(report))).toEqual([]);
    fc.assert(fc.property(fc.json(), (report) => void directivesOf(Buffer.from(report))));
  });
});
