import fc from 'fast-check';

import { eventParser, type ServerEvent } from './event-stream';

const parse = (...chunks: string[]): (ServerEvent | null)[] => {
  const events: (ServerEvent | null)[] = [];
  const feed = eventParser((event) => events.push(event));
  chunks.forEach(feed);
  return events;
};

const TEXT = ': beat\n\nid: 41\nevent: hello\ndata: {"version":"41"}\n\nid: 42\nevent: delta\ndata: {"a":\ndata: 1}\n\n';
const EVENTS = [null, { name: 'hello', data: '{"version":"41"}', id: '41' }, { name: 'delta', data: '{"a":\n1}', id: '42' }];

describe('eventParser', () => {
  it('reads events and heartbeats', () => {
    expect(parse(TEXT)).toEqual(EVENTS);
  });

  it('does not care how the text is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: TEXT.length })), (cuts) => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), TEXT.length];
        expect(parse(...places.slice(1).map((end, index) => TEXT.slice(places[index], end)))).toEqual(EVENTS);
      }),
    );
  });

  it('reads all three kinds of line ends', () => {
    expect(parse('event: a\r\ndata: 1\r\n\r\nevent: b\rdata: 2\r\rx')).toEqual([
      { name: 'a', data: '1', id: null },
      { name: 'b', data: '2', id: null },
    ]);
  });

  it('drops an event that was never finished', () => {
    expect(parse('event: delta\ndata: {}')).toEqual([]);
  });
});
