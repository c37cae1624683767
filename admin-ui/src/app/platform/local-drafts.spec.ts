import { TestBed } from '@angular/core/testing';
import { aSession, signIn } from '../../testing/builders.js';
import { dashboard } from '../../testing/setup.js';
import { LocalDrafts } from './local-drafts.js';

const isText = (value: unknown): value is string => typeof value === 'string';

describe('LocalDrafts', () => {
  const as = async (id: number) => {
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({ providers: dashboard() });
    const session = aSession();
    session.session!.user.id = id;
    await signIn(session);
    return TestBed.inject(LocalDrafts);
  };
  beforeEach(() => localStorage.clear());

  it('keeps what one person typed, and shows it to nobody else', async () => {
    (await as(1)).keep('note', 'Half a sentence');
    expect((await as(2)).find('note', isText)).toBeNull();
    const drafts = await as(1);
    expect(drafts.find('note', isText)?.value).toBe('Half a sentence');
    drafts.drop('note');
    expect(drafts.find('note', isText)).toBeNull();
  });

  it('forgets what another version wrote, and what is no draft at all', async () => {
    const drafts = await as(1);
    drafts.keep('note', { text: 'of a later version' });
    expect(drafts.find('note', isText)).toBeNull();
    localStorage.setItem(localStorage.key(0)!, '{broken');
    expect(drafts.find('note', isText)).toBeNull();
  });
});
