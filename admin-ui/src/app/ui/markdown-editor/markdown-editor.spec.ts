import { HttpTestingController } from '@angular/common/http/testing';
import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { form, FormField, required } from '@angular/forms/signals';
import { button, settle, textOf, type } from '../../../testing/builders.js';
import { dashboard } from '../../../testing/setup.js';
import { MarkdownEditor } from './markdown-editor.js';

@Component({
  imports: [FormField, MarkdownEditor],
  template: `<app-markdown-editor label="Message" [formField]="field" [variables]="[{ name: 'monitors', words: 'Affected monitors' }]" />`,
})
class Host {
  readonly text = signal('');
  readonly field = form(this.text, (path) => {
    required(path, { message: 'Enter a message.' });
  });
}

describe('MarkdownEditor', () => {
  const server = () => TestBed.inject(HttpTestingController);
  const render = async (text: string) => {
    TestBed.configureTestingModule({ providers: dashboard() });
    const fixture = TestBed.createComponent(Host);
    fixture.componentInstance.text.set(text);
    const page = fixture.nativeElement as HTMLElement;
    document.body.append(page);
    await settle();
    return { page, area: page.querySelector('textarea')!, value: () => fixture.componentInstance.text() };
  };
  const preview = async () => vi.waitFor(() => server().expectOne('/status/api/v4/markdown-previews'));
  const show = async (page: HTMLElement, words: string) => {
    button(page, words).click();
    await settle();
  };

  it('is a labelled field that says what is wrong once it was left', async () => {
    const { page, area, value } = await render('');
    expect(textOf(document.getElementById(area.getAttribute('aria-labelledby')!))).toBe('Message');
    expect(page.querySelector('[role=alert]')).toBeNull();
    type(area, '');
    await settle();
    expect(textOf(page.querySelector('[role=alert]'))).toBe('Enter a message.');
    type(area, 'We look into it');
    await settle();
    expect(value()).toBe('We look into it');
    expect(page.querySelector('[role=alert]')).toBeNull();
  });

  it('marks what is selected, by button and by keys', async () => {
    const { page, area, value } = await render('see here');
    area.setSelectionRange(4, 8);
    button(page, 'Bold').click();
    await settle();
    expect(value()).toBe('see **here**');
    expect([area.selectionStart, area.selectionEnd]).toEqual([6, 10]);
    area.dispatchEvent(new KeyboardEvent('keydown', { key: 'b', code: 'KeyB', ctrlKey: true, cancelable: true }));
    await settle();
    expect(value()).toBe('see here');
    area.dispatchEvent(new KeyboardEvent('keydown', { key: '(', code: 'Digit8', ctrlKey: true, shiftKey: true, cancelable: true }));
    await settle();
    expect(value()).toBe('- see here');
  });

  it('is one tab stop, and arrows move in the toolbar', async () => {
    const { page } = await render('');
    const tools = [...page.querySelectorAll<HTMLButtonElement>('[role=toolbar] > button')];
    expect(tools.filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
    tools[0]!.focus();
    tools[0]!.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true, cancelable: true }));
    await settle();
    expect(textOf(document.activeElement)).toContain('Variables');
    expect(tools.filter(({ tabIndex }) => tabIndex === 0)).toEqual([tools.at(-1)]);
  });

  it('puts a variable where the cursor is', async () => {
    const { page, area, value } = await render('On  now');
    area.setSelectionRange(3, 3);
    page.querySelector<HTMLButtonElement>('.variables')!.click();
    await settle();
    document.querySelector<HTMLButtonElement>('[mat-menu-item]')!.click();
    await settle();
    expect(value()).toBe('On {{monitors}} now');
  });

  it('shows what the server makes of the text, beside it while it is written', async () => {
    const { page, area } = await render('**big**');
    await show(page, 'Preview');
    const first = await preview();
    expect([first.request.method, first.request.body]).toEqual(['POST', { text: '**big**' }]);
    first.flush({ html: '<p><strong>big</strong><script>alert(1)</script></p>' });
    await settle();
    expect(page.querySelector('.prose strong')?.textContent).toBe('big');
    expect(page.querySelector('.prose script')).toBeNull();
    await show(page, 'Side by side');
    type(area, 'other');
    const second = await preview();
    expect(page.querySelector('.prose strong')).not.toBeNull();
    second.flush({ html: '<p>other</p>' });
    await settle();
    expect(textOf(page.querySelector('.prose'))).toBe('other');
  });

  it('says why there is no preview and tries again', async () => {
    const { page } = await render('text');
    await show(page, 'Preview');
    (await preview()).flush({ error: { code: 'UNAVAILABLE', message: 'Not now' } }, { status: 503, statusText: 'x' });
    await settle();
    expect(textOf(page.querySelector('app-problem'))).toContain('Not now');
    await show(page, 'Retry');
    (await preview()).flush({ html: '<p>text</p>' });
    await settle();
    expect(page.querySelector('app-problem')).toBeNull();
  });
});
