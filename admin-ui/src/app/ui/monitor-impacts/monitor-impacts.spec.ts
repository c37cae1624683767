import { HttpTestingController } from '@angular/common/http/testing';
import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { form, FormField, validate } from '@angular/forms/signals';
import type { MonitorImpact } from '../../api/impacts.js';
import { aState, button, settle, textOf } from '../../../testing/builders.js';
import { dashboard } from '../../../testing/setup.js';
import { MonitorImpacts } from './monitor-impacts.js';

@Component({
  imports: [FormField, MonitorImpacts],
  template: `<app-monitor-impacts [formField]="field" defaultImpact="DEGRADED" />`,
})
class Host {
  readonly monitors = signal<readonly MonitorImpact[]>([]);
  readonly field = form(this.monitors, (path) => {
    validate(path, ({ value }) => (value().length === 0 ? { kind: 'required', message: 'Choose a monitor.' } : undefined));
  });
}

describe('MonitorImpacts', () => {
  const server = () => TestBed.inject(HttpTestingController);
  const options = () => [...document.querySelectorAll<HTMLElement>('mat-option')];
  const render = async (monitors: readonly MonitorImpact[] = []) => {
    TestBed.configureTestingModule({ providers: dashboard() });
    const fixture = TestBed.createComponent(Host);
    fixture.componentInstance.monitors.set(monitors);
    const page = fixture.nativeElement as HTMLElement;
    document.body.append(page);
    await settle();
    // The form marks entries of a list with a symbol of its own, which nobody sends.
    return { page, value: () => JSON.parse(JSON.stringify(fixture.componentInstance.monitors())) as MonitorImpact[] };
  };
  const named = async (tag: string) => {
    server()
      .expectOne(`/status/api/v4/monitor-states/${tag}`)
      .flush({ monitor: aState({ tag, name: `The ${tag}` }) });
    await settle();
  };
  afterEach(() => document.querySelectorAll('.cdk-overlay-container').forEach((each) => each.replaceChildren()));

  it('finds monitors on the server and adds them with the default impact', async () => {
    const { page, value } = await render();
    expect(textOf(page)).toContain('No monitors yet.');
    page.querySelector('app-monitor-search input')!.dispatchEvent(new Event('focusin'));
    const request = await vi.waitFor(() => server().expectOne(({ url }) => url.endsWith('/monitor-states')));
    request.flush({ monitors: [aState({ tag: 'web', name: 'The web' })], page: 1, limit: 30, total: 1 });
    await settle();
    options()[0]!.click();
    await settle();
    expect(value()).toEqual([{ monitor_tag: 'web', impact: 'DEGRADED' }]);
    expect(textOf(page.querySelector('li'))).toContain('The web');
    server().verify();
  });

  it('changes the impact of one monitor, and keeps one it does not offer', async () => {
    const { page, value } = await render([
      { monitor_tag: 'web', impact: 'UP' },
      { monitor_tag: 'db', impact: 'DOWN' },
    ]);
    await named('web');
    await named('db');
    page.querySelectorAll<HTMLElement>('.mat-mdc-select-trigger')[1]!.click();
    await settle();
    expect(options().map(textOf)).toEqual(['Down', 'Degraded', 'Maintenance']);
    options()[1]!.click();
    await settle();
    expect(value()[1]).toEqual({ monitor_tag: 'db', impact: 'DEGRADED' });
    page.querySelectorAll<HTMLElement>('.mat-mdc-select-trigger')[0]!.click();
    await settle();
    expect(options().map(textOf)).toContain('Listed, not affected');
  });

  it('takes one away, moves the focus beside it and shows what is wrong with the list', async () => {
    const { page, value } = await render([
      { monitor_tag: 'web', impact: 'DOWN' },
      { monitor_tag: 'db', impact: 'DOWN' },
    ]);
    await named('web');
    await named('db');
    button(page, 'Remove The db').click();
    await settle();
    expect(document.activeElement).toBe(button(page, 'Remove The web'));
    button(page, 'Remove The web').click();
    await settle();
    expect(value()).toEqual([]);
    expect(textOf(page.querySelector('[role=alert]'))).toBe('Choose a monitor.');
  });
});
