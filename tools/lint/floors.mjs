// The floors of the server: a room calls downwards; sideways and upwards it speaks through the outbox.
import path from 'node:path';
import { onEveryImport } from './imports.mjs';

/** Rooms from the ground up. `platform` lies below them all and knows no domain word. */
export const FLOORS = [
  ['audit'],
  ['identity'],
  ['site', 'templates'],
  ['deliveries', 'translations'],
  ['monitors'],
  ['changes', 'mails'],
  ['incidents', 'maintenances', 'secrets', 'jobs'],
  ['alerting', 'calendar', 'subscriptions'],
  ['pages'],
  ['public', 'system'],
];

/** Floor of a room, 0 = lowest; -1 = platform; undefined = not a room. */
const floorOf = (room) => (room === 'platform' ? -1 : FLOORS.flatMap((rooms, floor) => (rooms.includes(room) ? [floor] : []))[0]);

/** May a room use another one? Its own things, and those of lower floors. */
const mayUse = (from, to) => from === to || floorOf(to) < floorOf(from);

const ROOM_OF_FILE = /^(?:server\/src\/(?:modules\/)?|database\/src\/)([\w-]+)\//;
const ROOM_OF_PACKAGE = /^@clarion\/database\/([\w-]+)\//;

const posix = (file) => file.split(path.sep).join('/');

export const floorsRule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { upwards: 'Rooms call downwards; sideways and upwards goes through the outbox: {{from}} may not use {{to}}.' },
  },
  create(context) {
    const file = posix(path.relative(context.cwd, context.filename));
    const [, from] = ROOM_OF_FILE.exec(file) ?? [];
    if (floorOf(from) === undefined) return {};
    return onEveryImport((source, node, isType) => {
      const target = source.startsWith('.') ? posix(path.join(path.dirname(file), source)) : source;
      const [, to] = ROOM_OF_FILE.exec(target) ?? ROOM_OF_PACKAGE.exec(target) ?? [];
      // Entities name each other across rooms for their relations, as types alone.
      if (isType && file.startsWith('database/')) return;
      if (floorOf(to) !== undefined && !mayUse(from, to)) context.report({ node, messageId: 'upwards', data: { from, to } });
    });
  },
};
