import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { aState, button, settle, textOf, type } from '../../../../../testing/builders.js';
import { renderCheck } from '../../../../../testing/render-check.js';
import { GroupCheck } from './group-check.js';
import { GROUP_KIND } from './group-draft.js';

const TWO = {
  monitors: [
    { tag: 'web', weight: 0.5 },
    { tag: 'db', weight: 0.5 },
  ],
};

describe('GroupCheck', () => {
  const server = () => TestBed.inject(HttpTestingController);
  const options = () => [...document.querySelectorAll<HTMLElement>('mat-option')];
  /** Answers the search with what the server has. */
  const found = async (...tags: [tag: string, type?: 'API' | 'GROUP'][]) => {
    const request = await vi.waitFor(() => server().expectOne(({ url }) => url.endsWith('/monitor-states')));
    const monitors = tags.map(([tag, monitor_type = 'API']) => aState({ tag, name: `The ${tag}`, monitor_type }));
    request.flush({ monitors, page: 1, limit: 30, total: monitors.length });
    await settle();
    return request.request;
  };
  const named = async (tag: string, state = aState({ tag, name: `The ${tag}` })) => {
    server().expectOne(`/status/api/v4/monitor-states/${tag}`).flush({ monitor: state });
    await settle();
  };
  afterEach(() => document.querySelectorAll('.cdk-overlay-container').forEach((each) => each.replaceChildren()));

  it('searches on the server, offers neither groups nor the group itself, and spreads the weights', async () => {
    const { page, field, written, errors } = await renderCheck(GroupCheck, GROUP_KIND, undefined, { tag: 'all' });
    expect(errors()).toEqual(['Choose at least two monitors.']);
    field('Add a monitor').dispatchEvent(new Event('focusin'));
    const asked = await found(['web'], ['db'], ['mail'], ['other-group', 'GROUP'], ['all']);
    expect(asked.params.get('status')).toBe('ACTIVE');
    for (const tag of ['web', 'db', 'mail']) {
      field('Add a monitor').dispatchEvent(new Event('focusin'));
      await settle();
      const option = options().find((each) => textOf(each).includes(tag))!;
      expect(options().map(textOf).join(' ')).not.toContain('other-group');
      option.click();
      await settle();
    }
    expect(written()['monitors']).toEqual([
      { tag: 'web', weight: 0.333 },
      { tag: 'db', weight: 0.333 },
      { tag: 'mail', weight: 0.334 },
    ]);
    expect(errors()).toEqual([]);
    expect(textOf(page)).toContain('Weights sum to 1');
    button(page, 'Remove The db').click();
    await settle();
    expect(written()['monitors']).toEqual([
      { tag: 'web', weight: 0.5 },
      { tag: 'mail', weight: 0.5 },
    ]);
  });

  it('says what the weights sum to, and spreads them again on request', async () => {
    const { page, field, written, errors } = await renderCheck(GroupCheck, GROUP_KIND, TWO);
    await named('web');
    await named('db');
    expect(textOf(page)).toContain('The web');
    type(field('Weight'), '0.7');
    await settle();
    expect(errors()).toEqual(['The weights sum to 1.2 instead of 1.']);
    expect(textOf(page.querySelector('.sum'))).toContain('Weights sum to 1.2, they must make 1');
    button(page, 'Spread equally').click();
    await settle();
    expect(written()['monitors']).toEqual(TWO.monitors);
  });

  it('names members that cannot stay', async () => {
    const { page } = await renderCheck(GroupCheck, GROUP_KIND, TWO);
    server()
      .expectOne('/status/api/v4/monitor-states/web')
      .flush({ error: { code: 'NOT_FOUND', message: 'x' } }, { status: 404, statusText: 'x' });
    await named('db', aState({ tag: 'db', name: 'The db', status: 'INACTIVE' }));
    expect(textOf(page)).toContain('no longer there, remove it');
    expect(textOf(page)).toContain('paused, so it cannot be a member');
  });
});
