import { theSettings } from '../../testing/site-settings.js';
import { toStandard } from '../settings/site-patch.js';
import { checkColour, COLOUR_NAMES, weakColours } from './colour-checks.js';

const standard = toStandard(theSettings());

it('the colours of a new site pass', () => {
  expect(weakColours(standard, ['colors', 'colorsDark'])).toEqual([]);
  for (const name of COLOUR_NAMES) expect(checkColour(name, standard.colors, 'light')?.isEnough ?? true).toBe(true);
});

it('a weak fill is told with its ratios and a shade that passes', () => {
  const colours = { ...standard.colors, DEGRADED: '#e6ca61' };
  const check = checkColour('DEGRADED', colours, 'light')!;
  expect(check.lines.map(({ on, isEnough }) => [on, isEnough])).toEqual([
    ['on cards', false],
    ['on the page', false],
  ]);
  expect(checkColour('DEGRADED', { ...colours, DEGRADED: check.suggestion! }, 'light')?.isEnough).toBe(true);
  expect(weakColours({ ...standard, colors: colours }, ['colors'])).toEqual(['Degraded (light)']);
  expect(weakColours({ ...standard, colors: colours }, ['siteName'])).toEqual([]);
});

it('text is judged on the accent, which itself is a ground', () => {
  expect(checkColour('ACCENT', standard.colors, 'light')).toBeNull();
  expect(checkColour('ACCENT_FOREGROUND', { ...standard.colors, ACCENT: '#1f57b8' }, 'light')).toMatchObject({
    isEnough: false,
    lines: [{ on: 'on the accent', ratio: 1 }],
  });
  expect(checkColour('UP', { ...standard.colors, UP: '#12' }, 'light')).toBeNull();
});
