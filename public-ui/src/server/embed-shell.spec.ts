import type { MissingEmbedSnapshot } from '@clarion/contract';
import { aSite, NOW } from '../../testing/fixtures.ts';
import { embedHead, emptyEmbed, isEmbed } from './embed-shell';
import { aPage } from '../../testing/fixtures.ts';

const missing = (changes: Partial<MissingEmbedSnapshot> = {}): MissingEmbedSnapshot => ({
  ...{ v: 1, kind: 'embed-missing', version: '1', generatedAt: NOW, freshness: 'live', delayedSince: null, site: aSite() },
  ...{ locale: 'en', timeZone: 'UTC', theme: 'system' },
  ...changes,
});
const SHEETS = { all: 'a{}', events: 'e{}' };

describe('the document around a frame', () => {
  it('wears the theme it was asked for', () => {
    expect(emptyEmbed(missing({ theme: 'dark' }))).toContain(`<html lang="en" dir="ltr" data-theme="dark" data-generated="${NOW}">`);
    expect(embedHead(missing({ theme: 'dark' }), SHEETS, '/')).toContain('name="color-scheme" content="dark"');
    expect(embedHead(missing(), SHEETS, '/')).toContain('name="color-scheme" content="light dark"');
  });

  it('is found by no search engine, and leads out of the frame', () => {
    const head = embedHead(missing({ site: aSite({ name: '</title><script>' }) }), SHEETS, '/');
    expect(head).toContain('<meta name="robots" content="noindex">');
    expect(head).toContain('<base target="_blank">');
    expect(head).toContain('<title>&lt;/title&gt;&lt;script&gt;</title>');
    expect(head).not.toContain('e{}');
  });

  it('is told from a page', () => {
    expect([isEmbed(missing()), isEmbed(aPage())]).toEqual([true, false]);
  });
});
