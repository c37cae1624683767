import { siteSettingSeeds } from '@clarion/database/seeds/site-settings';
import { describe, expect, it } from '@jest/globals';
import { contrast } from '@clarion/domain/contrast';
import { cssFault } from './check-css.js';
import { siteStyle } from './site-style.js';

const seeds = Object.entries(siteSettingSeeds('')).map(([key, { value }]): [string, unknown] => [key, value]);
const style = (changes: Record<string, unknown>) => siteStyle(new Map([...seeds, ...Object.entries(changes)]));
const COLOURS = { UP: '#00AA00', DOWN: '#a81028', DEGRADED: '#C07A00', MAINTENANCE: '#2A5BD7' };

describe('siteStyle', () => {
  it('is none for a site that chose nothing', () => {
    expect(style({})).toBeNull();
    expect(siteStyle(new Map())).toBeNull();
  });

  it('sets the properties, and the fills of what was chosen', () => {
    const { css } = style({ colors: COLOURS })!;
    expect(css).toContain('--up:light-dark(#00aa00,#4cc98a);');
    expect(css).toContain('--accent-foreground:light-dark(#1f57b8,#8db8ff)');
    expect(css).toContain('{:root{--up-fill:var(--up)}}');
    expect(css).not.toContain('--down-fill');
  });

  it('lets the accent reach links, main buttons and what is chosen, in shades that can be read there', () => {
    const { css } = style({ colors: { ...COLOURS, ACCENT: '#ffd400', ACCENT_FOREGROUND: '#ffe680' } })!;
    const [, link, onChosen] = /--link:light-dark\((#\w+),.*--on-chosen:light-dark\((#\w+),/.exec(css)!;
    expect(contrast(link!, '#ffffff')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(link!, '#f6f7f9')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(onChosen!, '#ffd400')).toBeGreaterThanOrEqual(4.5);
    expect(css).toContain('--chosen:var(--accent)');
    const own = style({ colors: { ...COLOURS, ACCENT: '#eeeeff', ACCENT_FOREGROUND: '#202060' } })!.css;
    expect(own).toMatch(/--link:light-dark\(#202060,.*--on-chosen:light-dark\(#202060,/);
  });

  it('puts the font before the built-in ones, and the owner’s rules last', () => {
    const { css } = style({ font: { cssSrc: '', family: "'Inter', sans-serif" }, customCSS: '.x{color:red}' })!;
    expect(css).toContain("--font-family:'Inter', sans-serif}");
    expect(css.trimEnd().endsWith('body{font-family:var(--font-family),var(--sans)}\n.x{color:red}')).toBe(true);
  });

  it('lets nothing out of its place that was stored before it was checked', () => {
    const { css } = style({ colors: { ...COLOURS, DOWN: 'red}*{' }, font: { family: 'x;}*{y:url(//e.test)' } })!;
    expect(css).toContain('--down:light-dark(#a81028,#f0506a)');
    expect(cssFault(css)).toBeNull();
    expect(css).not.toContain('url');
  });

  it('has another file name for another content', () => {
    const [one, two] = [style({ customCSS: 'a{}' })!, style({ customCSS: 'b{}' })!];
    expect(one.file).toMatch(/^[0-9a-f]{16}\.css$/);
    expect(one.file).not.toBe(two.file);
    expect(style({ customCSS: 'a{}' })).toEqual(one);
  });
});
