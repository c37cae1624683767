import { settle, textOf, type } from '../../../../../testing/builders.js';
import { renderCheck } from '../../../../../testing/render-check.js';
import { GamedigCheck } from './gamedig-check.js';
import { GAMEDIG_KIND } from './gamedig-draft.js';

const options = () => [...document.querySelectorAll<HTMLElement>('mat-option')];

describe('GamedigCheck', () => {
  afterEach(() => document.querySelectorAll('.cdk-overlay-container').forEach((each) => each.replaceChildren()));

  it('finds games by name and takes their port along', async () => {
    const { field, written } = await renderCheck(GamedigCheck, GAMEDIG_KIND);
    type(field('Host'), 'play.example.com');
    field('Game').focus();
    type(field('Game'), 'Bedrock');
    field('Game').dispatchEvent(new Event('focusin'));
    await settle();
    expect(options().map(textOf)).toEqual(['Minecraft: Bedrock Edition mbe']);
    options()[0]!.click();
    await settle();
    expect(written()).toMatchObject({ gameId: 'mbe', host: 'play.example.com', port: 19_132 });
  });

  it('takes ids it has never heard of, and waits two seconds at least', async () => {
    const { errors } = await renderCheck(GamedigCheck, GAMEDIG_KIND, { gameId: 'armagetron', host: 'a.example', timeout: 1_999 });
    expect(errors()).toEqual(['At least 2000 ms.']);
  });
});
