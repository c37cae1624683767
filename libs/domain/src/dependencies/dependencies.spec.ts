import { STATUSES, type Status } from '@clarion/contract';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ancestorsOf, dependencyCycle, isHeldBack, type ParentsOf, whoHoldsBack } from './dependencies.js';

const MOST = 9;
const node = fc.integer({ min: 0, max: MOST - 1 });
const links = fc.array(fc.tuple(node, node), { maxLength: 25 });
const statuses = fc.array(fc.constantFrom<Status>(...STATUSES), { minLength: MOST, maxLength: MOST });

function parentsOf(pairs: readonly (readonly [child: number, parent: number])[]): Map<number, number[]> {
  const parents = new Map<number, number[]>();
  for (const [child, parent] of pairs) parents.set(child, [...new Set([...(parents.get(child) ?? []), parent])]);
  return parents;
}
/** Whom each one reaches, the slow and sure way. */
function reach(parents: ParentsOf<number>): Set<number>[] {
  const reached = Array.from({ length: MOST }, (_, each) => new Set(parents.get(each) ?? []));
  for (let round = 0; round < MOST; round += 1)
    for (const set of reached) for (const each of [...set]) for (const next of parents.get(each) ?? []) set.add(next);
  return reached;
}
/** Links that close no circle: every one leads to a smaller number. */
const acyclic = links.map((pairs) =>
  parentsOf(pairs.filter(([a, b]) => a !== b).map(([a, b]): [number, number] => [Math.max(a, b), Math.min(a, b)])),
);

describe('ancestorsOf', () => {
  it('is everybody a monitor reaches, each once, never itself, also in circles', () => {
    fc.assert(
      fc.property(links, node, (pairs, monitor) => {
        const parents = parentsOf(pairs);
        const ancestors = ancestorsOf(monitor, parents);
        const expected = reach(parents)[monitor]!;
        expected.delete(monitor);
        expect(new Set(ancestors)).toEqual(expected);
        expect(ancestors).toHaveLength(expected.size);
      }),
    );
  });

  it('names the nearest first', () => {
    expect(
      ancestorsOf(
        'shop',
        new Map([
          ['shop', ['app', 'dns']],
          ['app', ['db', 'dns']],
          ['db', ['host']],
        ]),
      ),
    ).toEqual(['app', 'dns', 'db', 'host']);
  });
});

describe('dependencyCycle', () => {
  it('finds a circle exactly when one of the wanted parents reaches the monitor', () => {
    fc.assert(
      fc.property(acyclic, node, fc.uniqueArray(node), (parents, monitor, wanted) => {
        const reached = reach(parents);
        const closes = wanted.some((parent) => parent === monitor || reached[parent]!.has(monitor));
        expect(dependencyCycle(monitor, wanted, parents) !== null).toBe(closes);
      }),
    );
  });

  it('names a circle that is one: link after link, from the monitor to itself, nobody twice', () => {
    fc.assert(
      fc.property(acyclic, node, fc.uniqueArray(node), (parents, monitor, wanted) => {
        const circle = dependencyCycle(monitor, wanted, parents);
        if (circle === null) return;
        expect([circle[0], circle.at(-1)]).toEqual([monitor, monitor]);
        expect(new Set(circle).size).toBe(circle.length - 1);
        const linked = new Map(parents).set(monitor, wanted);
        circle.slice(1).forEach((parent, index) => expect(linked.get(circle[index]!)).toContain(parent));
      }),
    );
  });

  it('keeps links free of circles when it is asked before each change', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(node, fc.uniqueArray(node, { maxLength: 4 })), { maxLength: 20 }), (changes) => {
        const parents = new Map<number, number[]>();
        for (const [monitor, wanted] of changes) if (dependencyCycle(monitor, wanted, parents) === null) parents.set(monitor, wanted);
        reach(parents).forEach((reached, monitor) => expect(reached.has(monitor)).toBe(false));
      }),
    );
  });

  it.each<[string, string, string[], [string, string[]][], string[] | null]>([
    ['itself', 'a', ['a'], [], ['a', 'a']],
    ['one that depends on it', 'a', ['b'], [['b', ['a']]], ['a', 'b', 'a']],
    ['one behind another', 'a', ['x', 'b'], [['b', ['c']], ['c', ['a']]], ['a', 'b', 'c', 'a']], // prettier-ignore
    ['the shortest of two', 'a', ['b', 'c'], [['b', ['d']], ['d', ['a']], ['c', ['a']]], ['a', 'c', 'a']], // prettier-ignore
    ['links it would give up', 'a', ['b'], [['a', ['c']], ['c', ['a']]], null], // prettier-ignore
    ['two ways to one', 'a', ['b', 'c'], [['b', ['d']], ['c', ['d']]], null], // prettier-ignore
  ])('%s', (_name, monitor, wanted, parents, expected) => {
    expect(dependencyCycle(monitor, wanted, new Map(parents))).toEqual(expected);
  });
});

describe('isHeldBack', () => {
  const statusOf = (all: readonly Status[]): Map<number, Status> => new Map(all.map((status, each) => [each, status]));

  it('is so exactly while an ancestor is DOWN, whatever the monitor itself is', () => {
    fc.assert(
      fc.property(acyclic, statuses, node, fc.constantFrom<Status>(...STATUSES), (parents, all, monitor, own) => {
        const expected = [...reach(parents)[monitor]!].some((ancestor) => all[ancestor] === 'DOWN');
        expect(isHeldBack(monitor, parents, statusOf(all))).toBe(expected);
        expect(isHeldBack(monitor, parents, statusOf(all).set(monitor, own))).toBe(expected);
      }),
    );
  });

  it('is passed on: what holds back a parent holds back the child', () => {
    fc.assert(
      fc.property(acyclic, statuses, node, (parents, all, monitor) => {
        const holders = whoHoldsBack(monitor, parents, statusOf(all));
        for (const parent of parents.get(monitor) ?? [])
          expect(holders).toEqual(expect.arrayContaining(whoHoldsBack(parent, parents, statusOf(all))));
      }),
    );
  });

  it('is nobody’s lot without parents, nor by one that nothing is known of', () => {
    expect(isHeldBack('a', new Map(), new Map([['a', 'DOWN']]))).toBe(false);
    expect(isHeldBack('a', new Map([['a', ['b']]]), new Map())).toBe(false);
  });
});
