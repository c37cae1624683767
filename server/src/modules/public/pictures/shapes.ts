import type { Status } from '@clarion/contract';
import type { PathCommand } from 'opentype.js';

type Point = readonly [x: number, y: number];

/** A closed outline through points. */
const polygon = (points: readonly Point[]): PathCommand[] => [
  ...points.map(([x, y], index): PathCommand => ({ type: index === 0 ? 'M' : 'L', x, y })),
  { type: 'Z' },
];

/** How far the handles of a quarter of a circle reach. */
const ROUND = 0.5523;

/** A rectangle with rounded corners. */
export function roundedRectangle(x: number, y: number, width: number, height: number, radius: number): PathCommand[] {
  const [right, bottom, handle] = [x + width, y + height, radius * (1 - ROUND)];
  const corner = (x1: number, y1: number, x2: number, y2: number, toX: number, toY: number): PathCommand => ({
    ...{ type: 'C', x1, y1, x2, y2, x: toX, y: toY },
  });
  return [
    { type: 'M', x: x + radius, y },
    { type: 'L', x: right - radius, y },
    corner(right - handle, y, right, y + handle, right, y + radius),
    { type: 'L', x: right, y: bottom - radius },
    corner(right, bottom - handle, right - handle, bottom, right - radius, bottom),
    { type: 'L', x: x + radius, y: bottom },
    corner(x + handle, bottom, x, bottom - handle, x, bottom - radius),
    { type: 'L', x, y: y + radius },
    corner(x, y + handle, x + handle, y, x + radius, y),
    { type: 'Z' },
  ];
}

const circle = (x: number, y: number, radius: number): PathCommand[] =>
  roundedRectangle(x - radius, y - radius, radius * 2, radius * 2, radius);

/** A straight stroke with square ends. */
function stroke([x0, y0]: Point, [x1, y1]: Point, thickness: number): PathCommand[] {
  const length = Math.hypot(x1 - x0, y1 - y0);
  const [across, along] = [((y1 - y0) / length) * (thickness / 2), ((x1 - x0) / length) * (thickness / 2)];
  return polygon([
    [x0 + across, y0 - along],
    [x1 + across, y1 - along],
    [x1 - across, y1 + along],
    [x0 - across, y0 + along],
  ]);
}

/** A shape on a field of 20 × 20: what is filled with the tone, and what lies on it in the colour behind. */
interface Shape {
  body: PathCommand[];
  marks: PathCommand[][];
}

/** The shapes of ux A10: each status has an outline of its own, because two of the colours look alike to one man in twelve. */
export const SHAPES: Readonly<Record<Status, Shape>> = {
  UP: { body: circle(10, 10, 9), marks: [stroke([5.4, 9.8], [9.3, 13.6], 2.2), stroke([8, 13.6], [14.7, 6.5], 2.2)] },
  DEGRADED: {
    body: polygon([
      ...([
        [10, 1],
        [19.4, 18],
        [0.6, 18],
      ] as const),
    ]),
    marks: [stroke([10, 6.8], [10, 12.4], 2.2), stroke([10, 14], [10, 16.2], 2.2)],
  },
  DOWN: {
    body: polygon([
      ...([
        [6.3, 1],
        [13.7, 1],
        [19, 6.3],
        [19, 13.7],
        [13.7, 19],
        [6.3, 19],
        [1, 13.7],
        [1, 6.3],
      ] as const),
    ]),
    marks: [stroke([6.3, 6.3], [13.7, 13.7], 2.4), stroke([13.7, 6.3], [6.3, 13.7], 2.4)],
  },
  MAINTENANCE: {
    body: roundedRectangle(1, 1, 18, 18, 5),
    marks: [stroke([5.2, 14.8], [12, 8], 2.6), roundedRectangle(10.4, 4.8, 4.8, 4.8, 2.4)],
  },
  NO_DATA: { body: circle(10, 10, 9), marks: [circle(10, 10, 6.8)] },
};

/** A shape's outlines at a place and a size. */
export const placedShape = (commands: readonly PathCommand[], x: number, y: number, size: number): PathCommand[] => {
  const at = (value: number, offset: number): number => offset + (value * size) / 20;
  return commands.map((command): PathCommand => {
    if (command.type === 'Z') return command;
    const end = { x: at(command.x, x), y: at(command.y, y) };
    if (command.type === 'C') {
      return { type: 'C', x1: at(command.x1, x), y1: at(command.y1, y), x2: at(command.x2, x), y2: at(command.y2, y), ...end };
    }
    if (command.type === 'Q') return { type: 'Q', x1: at(command.x1, x), y1: at(command.y1, y), ...end };
    return { type: command.type, ...end };
  });
};
