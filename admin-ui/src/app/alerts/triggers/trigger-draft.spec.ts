import type { TriggerShape } from '../../api/triggers.js';
import { aTrigger, somePresets } from '../../../testing/alerts.js';
import {
  errorsOfTrigger,
  newSigningSecret,
  newTrigger,
  toTriggerBody,
  toTriggerDraft,
  toTriggerPatch,
  triggerFieldOf,
  writeMeta,
} from './trigger-draft.js';

const shapeOf = (type: string): TriggerShape => somePresets().types.find(({ trigger_type }) => trigger_type === type)!;
const [webhook, email, pagerduty] = [shapeOf('webhook'), shapeOf('email'), shapeOf('pagerduty')];

describe('trigger drafts', () => {
  it('send masks back as they are, and nothing when nothing changed', () => {
    const draft = toTriggerDraft(webhook, aTrigger());
    expect(toTriggerPatch(webhook, draft, draft)).toEqual({});
    expect(toTriggerPatch(webhook, draft, { ...draft, name: 'Other' })).toEqual({ name: 'Other' });
    expect(toTriggerPatch(webhook, draft, { ...draft, members: { webhook_body: '{}' } })).toEqual({
      trigger_meta: {
        url: 'https://hooks.example.com/••••',
        headers: [{ key: 'authorization', value: '••••9xQz' }],
        signing_secrets: [],
        webhook_body: '{}',
      },
    });
  });

  it('leave out what the type does not have, empty rows, and texts that are the default', () => {
    const draft = { ...newTrigger('email'), url: 'https://left.over', members: { to: 'a@b.test', email_subject: '{{alert_name}}' } };
    expect(writeMeta(email, draft)).toEqual({ to: 'a@b.test' });
    const rows = { ...newTrigger('webhook'), headers: [{ key: '', value: 'x' }], signing: [''] };
    expect(writeMeta(webhook, rows)).toEqual({ headers: [], signing_secrets: [] });
  });

  it('name what is missing', () => {
    expect(Object.keys(errorsOfTrigger(webhook, newTrigger('webhook')))).toEqual(['name', 'url']);
    expect(Object.keys(errorsOfTrigger(pagerduty, { ...newTrigger('pagerduty'), name: 'Pager' }))).toEqual(['routing_key']);
    expect(errorsOfTrigger(email, { ...newTrigger('email'), name: 'Mail', members: { to: 'a@b.test' } })).toEqual({});
  });

  it('find the field of a refusal', () => {
    const draft = {
      ...newTrigger('webhook'),
      headers: [
        { key: 'X-A', value: '' },
        { key: 'Authorization', value: '' },
      ],
    };
    const field = (name: string) => triggerFieldOf(webhook, draft, name);
    expect(field('name')).toBe('name');
    expect(field('trigger_meta.url')).toBe('url');
    expect(field('trigger_meta.header authorization')).toBe('header 1');
    expect(field('trigger_meta.header cookie')).toBe('headers');
    expect(field('trigger_meta.signing_secrets')).toBe('signing');
    expect(field('trigger_meta.webhook_body')).toBe('webhook_body');
    expect(field('trigger_type')).toBeNull();
  });

  it('clear a description that was taken away', () => {
    expect(toTriggerBody(webhook, { ...newTrigger('webhook'), description: ' ' }).trigger_desc).toBeNull();
  });
});

describe('newSigningSecret', () => {
  it('is as the server wants it, and another one each time', () => {
    expect(newSigningSecret()).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(newSigningSecret()).not.toBe(newSigningSecret());
  });
});
