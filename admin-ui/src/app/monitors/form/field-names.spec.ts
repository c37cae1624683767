import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { form } from '@angular/forms/signals';
import { fieldOfPath, fieldOfWireName, FIELD_WORDS, rowsOf } from './field-names.js';
import { NEW_DRAFT, type MonitorDraft } from './monitor-draft.js';

describe('fields by their names', () => {
  const treeOf = (draft: MonitorDraft) => TestBed.runInInjectionContext(() => form(signal(draft)));

  it('finds the field of a wire name, as deep as there is one', () => {
    const tree = treeOf({ ...NEW_DRAFT, type: 'PING' });
    expect(fieldOfWireName(tree, 'confirmation_threshold')).toBe(tree.threshold);
    expect(fieldOfWireName(tree, 'type_data.hosts[0].timeout')).toBe(tree.check.PING.hosts[0]!.timeout);
    expect(fieldOfWireName(tree, 'type_data.hosts[0].type')).toBe(tree.check.PING.hosts[0]);
    expect(fieldOfWireName(tree, 'type_data.hosts[7].host')).toBe(tree.check.PING.hosts);
    expect(fieldOfWireName(tree, 'type_data.url')).toBeNull();
    expect(fieldOfWireName(tree, 'something_else')).toBeNull();
  });

  it('has words for every field there is', () => {
    const tree = treeOf(NEW_DRAFT);
    for (const path of FIELD_WORDS.keys()) expect(fieldOfPath(tree, path)).not.toBeNull();
    expect(FIELD_WORDS.get('check.DNS.lookupRecord')).toBe('Record type');
  });

  it('tells the rows of a list', () => {
    const tree = treeOf(NEW_DRAFT);
    expect(rowsOf(fieldOfPath(tree, 'check.TCP.hosts')!)).toHaveLength(1);
    expect(rowsOf(fieldOfPath(tree, 'name')!)).toHaveLength(0);
  });
});
