import { HttpTestingController } from '@angular/common/http/testing';
import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { form } from '@angular/forms/signals';
import { aState, button, settle, textOf } from '../../../testing/builders.js';
import { dashboard } from '../../../testing/setup.js';
import { NEW_DRAFT, type MonitorDraft } from './monitor-draft.js';
import { monitorRules } from './monitor-rules.js';
import { ParentsSection } from './parents-section.js';

describe('ParentsSection', () => {
  const server = () => TestBed.inject(HttpTestingController);
  const options = () => [...document.querySelectorAll<HTMLElement>('mat-option')];
  const render = async (parents: readonly string[]) => {
    TestBed.configureTestingModule({ providers: dashboard() });
    const draft = signal<MonitorDraft>({ ...NEW_DRAFT, parents });
    const fixture = TestBed.createComponent(ParentsSection);
    fixture.componentRef.setInput(
      'monitor',
      TestBed.runInInjectionContext(() => form(draft, monitorRules)),
    );
    fixture.componentRef.setInput('tag', 'shop');
    document.body.append(fixture.nativeElement as HTMLElement);
    await settle();
    return { page: fixture.nativeElement as HTMLElement, draft };
  };
  const found = async (...tags: [tag: string, type?: 'API' | 'GROUP'][]) => {
    const request = await vi.waitFor(() => server().expectOne(({ url }) => url.endsWith('/monitor-states')));
    const monitors = tags.map(([tag, monitor_type = 'API']) => aState({ tag, name: `The ${tag}`, monitor_type }));
    request.flush({ monitors, page: 1, limit: 30, total: monitors.length });
    await settle();
    return request.request;
  };
  afterEach(() => document.querySelectorAll('.cdk-overlay-container').forEach((each) => each.replaceChildren()));

  it('is folded away and asks nothing while there is none', async () => {
    const { page } = await render([]);
    expect(textOf(page)).toContain('Hold back its alerts while something it depends on is down.');
    expect(page.querySelector('input')).toBeNull();
    TestBed.tick();
    server().verify();
  });

  it('offers every other monitor, groups too, and keeps the tags in order', async () => {
    const { page, draft } = await render([]);
    page.querySelector<HTMLButtonElement>('app-fold > button')!.click();
    await settle();
    page.querySelector('input')!.dispatchEvent(new Event('focusin'));
    const asked = await found(['router'], ['all', 'GROUP'], ['shop']);
    expect(asked.params.has('status')).toBe(false);
    for (const tag of ['router', 'all']) {
      page.querySelector('input')!.dispatchEvent(new Event('focusin'));
      await settle();
      expect(options().map(textOf).join(' ')).not.toContain('The shop');
      options()
        .find((each) => textOf(each).includes(`The ${tag}`))!
        .click();
      await settle();
    }
    expect(draft().parents).toEqual(['all', 'router']);
    expect([...page.querySelectorAll('li strong')].map(textOf)).toEqual(['The all', 'The router']);
    button(page, 'Remove The all').click();
    await settle();
    expect(draft().parents).toEqual(['router']);
    expect(document.activeElement).toBe(button(page, 'Remove The router'));
  });

  it('opens for what is stored, and says when there are too many', async () => {
    const { page } = await render(Array.from({ length: 21 }, (_, index) => `m${String(index).padStart(2, '0')}`));
    expect(page.querySelectorAll('li')).toHaveLength(21);
    expect(textOf(page.querySelector('[role=alert]'))).toBe('At most 20 monitors.');
  });
});
