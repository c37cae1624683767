import fc from 'fast-check';
import { applyMove, moveWords, stepOf, type OrderedList } from './moves.js';

const lists: OrderedList[] = [
  { id: 'x', label: 'No section', items: ['a', 'b'] },
  { id: 'y', label: 'Shop', items: [] },
  { id: 'z', label: 'API', items: ['c', 'd', 'e'] },
];
const itemsOf = (all: readonly OrderedList[]) => all.map(({ items }) => items.join(''));

describe('moves between lists', () => {
  it.each([
    ['b', -1, ['ba', '', 'cde'], 'Moved to position 1 of 2'],
    ['b', 1, ['a', 'b', 'cde'], 'Moved to position 1 of 1 in Shop'],
    ['c', -1, ['ab', 'c', 'de'], 'Moved to position 1 of 1 in Shop'],
    ['c', 1, ['ab', '', 'dce'], 'Moved to position 2 of 3'],
  ] as const)('%s by %i', (item, step, after, words) => {
    const move = stepOf(lists, item, step)!;
    expect(itemsOf(applyMove(lists, move))).toEqual(after);
    expect(moveWords(lists, move)).toBe(words);
  });

  it.each([
    ['a', -1],
    ['e', 1],
    ['unknown', 1],
  ] as const)('%s goes no further by %i', (item, step) => {
    expect(stepOf(lists, item, step)).toBeNull();
  });

  const someLists = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1 }).chain((items) =>
    fc.array(fc.nat({ max: items.length }), { maxLength: 4 }).map((cuts) => {
      const ends = [0, ...cuts.toSorted((one, other) => one - other), items.length];
      return ends.slice(1).map((end, index): OrderedList => ({ id: `list ${index}`, label: '', items: items.slice(ends[index], end) }));
    }),
  );

  it('loses and doubles nothing, wherever something goes', () => {
    fc.assert(
      fc.property(someLists, fc.nat(), fc.nat(), fc.nat(), (all, whichItem, whichList, index) => {
        const items = all.flatMap((list) => list.items);
        const [item, to] = [items[whichItem % items.length]!, all[whichList % all.length]!];
        const move = { item, to: to.id, index: index % (to.items.length + 1) };
        expect(
          applyMove(all, move)
            .flatMap((list) => list.items)
            .toSorted(),
        ).toEqual(items.toSorted());
      }),
    );
  });

  it('is where it was after a step down and one up', () => {
    fc.assert(
      fc.property(someLists, fc.nat(), (all, which) => {
        const items = all.flatMap((list) => list.items);
        const down = stepOf(all, items[which % items.length]!, 1);
        if (down === null) return;
        const after = applyMove(all, down);
        expect(applyMove(after, stepOf(after, down.item, -1)!)).toEqual(all);
      }),
    );
  });
});
