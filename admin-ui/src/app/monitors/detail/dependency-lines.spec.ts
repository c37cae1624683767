import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { settle, textOf } from '../../../testing/builders.js';
import { dashboard } from '../../../testing/setup.js';
import type { Dependencies } from '../../api/monitors.js';
import { DependencyLines } from './dependency-lines.js';

describe('DependencyLines', () => {
  let fixture: ComponentFixture<DependencyLines>;
  const panel = () => fixture.nativeElement as HTMLElement;
  const answer = async (tag: string, dependencies: Partial<Dependencies>) => {
    TestBed.inject(HttpTestingController)
      .expectOne(`/status/api/v4/monitors/${tag}/dependencies`)
      .flush({ dependencies: { parents: [], children: [], held_back_by: [], ...dependencies } });
    await settle();
  };
  const links = () => [...panel().querySelectorAll('a')].map((link) => [textOf(link), link.getAttribute('href')]);
  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: dashboard() });
    fixture = TestBed.createComponent(DependencyLines);
    fixture.componentRef.setInput('tag', 'shop');
    await settle();
  });

  it('leads to parents and children, and says what follows', async () => {
    await answer('shop', {
      parents: [
        { tag: 'db', name: 'Database', current_status: 'UP' },
        { tag: 'router', name: 'Router', current_status: 'DEGRADED' },
      ],
      children: [{ tag: 'cart', name: 'Cart', current_status: 'UP' }],
    });
    expect([...panel().querySelectorAll('p')].map(textOf)).toEqual([
      expect.stringMatching(/^Depends on.*Database,.*Router.*Its alerts are held back while one of them is down\.$/),
      expect.stringMatching(/^Needed by.*Cart$/),
    ]);
    expect(links()).toEqual([
      ['Database', '/manage/monitors/db'],
      ['Router', '/manage/monitors/router'],
      ['Cart', '/manage/monitors/cart'],
    ]);
  });

  it('says for whose sake alerts are held back now, also when it is not a parent itself', async () => {
    await answer('shop', {
      parents: [{ tag: 'db', name: 'Database', current_status: 'UP' }],
      held_back_by: [{ tag: 'host', name: 'Host' }],
    });
    expect(textOf(panel().querySelector('[role=status]'))).toBe('New alerts are held back while Host is down.');
    expect(textOf(panel())).not.toContain('while that one is down');
    expect(links()).toContainEqual(['Host', '/manage/monitors/host']);
  });

  it('is nothing for a monitor that stands alone, and forgets the one before', async () => {
    await answer('shop', { children: [{ tag: 'cart', name: 'Cart', current_status: 'UP' }] });
    fixture.componentRef.setInput('tag', 'cart');
    await settle();
    expect(panel().querySelector('p')).toBeNull();
    await answer('cart', {});
    expect(panel().querySelector('p')).toBeNull();
  });
});
