import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TEMPLATE_THREAD, TemplateThread, TemplateThreadError } from './template-thread.js';

const task = (text: string) => ({ kind: 'render', sources: [{ text, mode: 'text' }], variables: { a: 'x' }, rawNames: [] }) as const;

describe('TemplateThread', () => {
  let thread: TemplateThread;
  beforeEach(() => {
    thread = new TemplateThread();
  });
  afterEach(() => thread.stop());

  it('answers many at once, each its own', async () => {
    const replies = await Promise.all(Array.from({ length: 200 }, (_, index) => thread.run(task(`${index} {{a}}`))));
    expect(replies.map((reply) => (reply.kind === 'rendered' ? reply.texts[0] : reply.kind))).toEqual(
      Array.from({ length: 200 }, (_, index) => `${index} x`),
    );
  });

  it('tells an author what is wrong', async () => {
    expect(await thread.run(task('{{> other}}'))).toMatchObject({ kind: 'refused', message: expect.stringContaining('Partials') });
    expect(await thread.run({ kind: 'check', source: { text: '{{b}}', mode: 'text' }, declared: [] })).toMatchObject({
      kind: 'checked',
      problems: [{ severity: 'warning' }],
    });
  });

  it('refuses more than may wait, and everything once it has stopped', async () => {
    const small = new TemplateThread({ ...TEMPLATE_THREAD, maxWaiting: 1 });
    const first = small.run(task('{{a}}'));
    await expect(small.run(task('{{a}}'))).rejects.toThrow('Too many');
    await expect(first).resolves.toMatchObject({ kind: 'rendered' });
    await small.stop();
    await expect(small.run(task('{{a}}'))).rejects.toThrow(TemplateThreadError);
  });

  it('ends a thread that says nothing, and takes a new one', async () => {
    const hasty = new TemplateThread({ ...TEMPLATE_THREAD, startMs: 1 });
    await expect(hasty.run(task('{{a}}'))).rejects.toThrow('no word from the thread');
    await hasty.stop();
    await expect(thread.run(task('{{a}}'))).resolves.toMatchObject({ kind: 'rendered' });
  });
});
