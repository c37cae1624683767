import { signal } from '@angular/core';
import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { button, settle, textOf } from '../../../testing/builders.js';
import { RuleBuilder } from './rule-builder.js';

@Component({ imports: [RuleBuilder], template: `<app-rule-builder [(rule)]="rule" date="2026-11-22" />` })
class Host {
  readonly rule = signal('FREQ=WEEKLY');
}

describe('RuleBuilder', () => {
  const render = async (rule: string) => {
    const fixture = TestBed.createComponent(Host);
    fixture.componentInstance.rule.set(rule);
    const page = fixture.nativeElement as HTMLElement;
    document.body.append(page);
    await settle();
    const field = (label: string): HTMLElement => {
      const found = [...page.querySelectorAll('mat-form-field')].find((each) => textOf(each.querySelector('label')) === label);
      if (!found) throw new Error(`No field "${label}"`);
      return found.querySelector<HTMLElement>('input, mat-select')!;
    };
    return {
      page,
      rule: () => fixture.componentInstance.rule(),
      set: async (text: string) => {
        fixture.componentInstance.rule.set(text);
        await settle();
      },
      type: async (label: string, text: string) => {
        const input = field(label) as HTMLInputElement;
        input.value = text;
        input.dispatchEvent(new Event('input', { bubbles: true }));
        input.dispatchEvent(new Event('change', { bubbles: true }));
        await settle();
      },
      choose: async (label: string, ...options: string[]) => {
        field(label).click();
        await settle();
        for (const words of options) {
          [...document.querySelectorAll<HTMLElement>('mat-option')].find((each) => textOf(each) === words)!.click();
          await settle();
        }
        document.querySelector<HTMLElement>('.cdk-overlay-backdrop')?.click();
        await settle();
      },
      pressed: () => [...page.querySelectorAll('.mat-button-toggle-checked .visually-hidden')].map(textOf),
      toggle: async (weekday: string) => {
        const found = [...page.querySelectorAll('mat-button-toggle')].find(
          (each) => textOf(each.querySelector('.visually-hidden')) === weekday,
        );
        found!.querySelector('button')!.click();
        await settle();
      },
      click: async (words: string) => {
        button(page, words).click();
        await settle();
      },
      radio: async (words: string) => {
        [...page.querySelectorAll<HTMLElement>('mat-radio-button')]
          .find((each) => textOf(each) === words)!
          .querySelector('input')!
          .click();
        await settle();
      },
    };
  };
  afterEach(() => document.querySelectorAll('.cdk-overlay-container').forEach((each) => each.replaceChildren()));

  it('shows what the text says and writes it anew', async () => {
    const builder = await render('FREQ=WEEKLY');
    expect(builder.pressed()).toEqual(['Sunday']);
    await builder.toggle('Monday');
    expect(builder.rule()).toBe('FREQ=WEEKLY;BYDAY=MO,SU');
    await builder.type('Every', '2');
    expect(builder.rule()).toBe('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU');
    await builder.set('FREQ=WEEKLY;BYDAY=WE');
    expect(builder.pressed()).toEqual(['Wednesday']);
  });

  it('keeps one weekday, and what a field cannot mean', async () => {
    const builder = await render('FREQ=WEEKLY;BYDAY=WE');
    await builder.toggle('Wednesday');
    expect(builder.rule()).toBe('FREQ=WEEKLY;BYDAY=WE');
    expect(builder.pressed()).toEqual(['Wednesday']);
    await builder.type('Every', '0');
    expect(builder.rule()).toBe('FREQ=WEEKLY;BYDAY=WE');
  });

  it('takes the days of another unit from the start', async () => {
    const builder = await render('FREQ=WEEKLY;BYDAY=MO');
    await builder.choose('Unit', 'month');
    expect(builder.rule()).toBe('FREQ=MONTHLY;BYMONTHDAY=22');
    await builder.choose('On', 'a weekday of the month');
    expect(builder.rule()).toBe('FREQ=MONTHLY;BYDAY=4SU');
    await builder.choose('Which', 'last');
    expect(builder.rule()).toBe('FREQ=MONTHLY;BYDAY=-1SU');
    await builder.choose('Unit', 'year');
    expect(builder.rule()).toBe('FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=22');
  });

  it('ends never, on a day, or after some times', async () => {
    const builder = await render('FREQ=DAILY');
    await builder.radio('Ends after');
    expect(builder.rule()).toBe('FREQ=DAILY;COUNT=10');
    await builder.type('Times', '3');
    expect(builder.rule()).toBe('FREQ=DAILY;COUNT=3');
    await builder.radio('Ends on');
    expect(builder.rule()).toBe('FREQ=DAILY;UNTIL=20271122T235959');
    await builder.type('Last day', '2026-12-31');
    expect(builder.rule()).toBe('FREQ=DAILY;UNTIL=20261231T235959');
    await builder.radio('Never ends');
    expect(builder.rule()).toBe('FREQ=DAILY');
  });

  it('leaves a text alone that says more than the fields can', async () => {
    const builder = await render('FREQ=WEEKLY;BYDAY=MO;BYHOUR=3,15');
    expect(textOf(builder.page)).toContain('says more than these fields can show');
    expect(builder.page.querySelector('mat-form-field')).toBeNull();
    await builder.click('Start over with fields');
    expect(builder.rule()).toBe('FREQ=WEEKLY');
    await builder.click('First of the month');
    expect(builder.rule()).toBe('FREQ=MONTHLY;BYMONTHDAY=1');
    expect(button(builder.page, 'First of the month').getAttribute('aria-pressed')).toBe('true');
  });
});
