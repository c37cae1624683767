import { moved, movedByKey } from './move.js';

it.each([
  [0, 1, 'bac'],
  [2, 0, 'cab'],
  [0, -1, 'abc'],
  [2, 3, 'abc'],
])('from %i to %i: %s', (from, to, list) => expect(moved([...'abc'], from, to).join('')).toBe(list));

it('reads Alt and an arrow in an entry', () => {
  const list = document.createElement('ol');
  for (const entry of [document.createElement('li'), document.createElement('li')]) {
    entry.append(document.createElement('input'));
    list.append(entry);
  }
  const press = (target: Element, init: KeyboardEventInit) => {
    let move: ReturnType<typeof movedByKey> = null;
    const listen = (event: Event) => (move = movedByKey(event as KeyboardEvent, list));
    list.addEventListener('keydown', listen);
    target.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, ...init }));
    list.removeEventListener('keydown', listen);
    return move;
  };
  const [, second] = list.querySelectorAll('input');
  expect(press(second!, { key: 'ArrowUp', altKey: true })).toEqual({ from: 1, to: 0 });
  expect(press(second!, { key: 'ArrowDown', altKey: true })).toEqual({ from: 1, to: 2 });
  expect(press(second!, { key: 'ArrowUp' })).toBeNull();
  expect(press(second!, { key: 'a', altKey: true })).toBeNull();
  expect(press(list, { key: 'ArrowUp', altKey: true })).toBeNull();
});
