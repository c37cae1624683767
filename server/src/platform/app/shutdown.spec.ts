import { describe, expect, it } from '@jest/globals';
import { Log } from '../logging/log.js';
import { explainListenError } from './listen-error.js';
import { Shutdown } from './shutdown.js';

function bench(limitMs?: number): { shutdown: Shutdown; exits: number[]; seen: string[]; add: (name: string) => void } {
  const exits: number[] = [];
  const seen: string[] = [];
  const shutdown = new Shutdown(Log.create('silent'), (code) => exits.push(code), limitMs);
  return { shutdown, exits, seen, add: (name) => shutdown.add(name, () => Promise.resolve(void seen.push(name))) };
}

describe('Shutdown', () => {
  it('ends what was begun last first, and the process once however often it is asked', async () => {
    const { shutdown, exits, seen, add } = bench();
    add('database');
    add('application');
    await Promise.all([shutdown.run(0, 'SIGINT'), shutdown.run(0, 'SIGTERM')]);
    expect([seen, exits]).toEqual([['application', 'database'], [0]]);
  });

  it('ends what a start begins while it is being ended', async () => {
    const { shutdown, seen, add } = bench();
    shutdown.add('application', () => Promise.resolve(add('late')));
    await shutdown.run(0, 'SIGTERM');
    expect(seen).toEqual(['late']);
  });

  it('goes on after a step that fails, and says so by its status', async () => {
    const { shutdown, exits, seen, add } = bench();
    add('database');
    shutdown.add('application', () => Promise.reject(new Error('no')));
    await shutdown.run(0, 'SIGTERM');
    expect([seen, exits]).toEqual([['database'], [1]]);
  });

  it('is cut short when it takes too long', async () => {
    const exits: number[] = [];
    const cut = new Promise<void>((resolve) => {
      const shutdown = new Shutdown(
        Log.create('silent'),
        (code) => {
          exits.push(code);
          resolve();
        },
        10,
      );
      shutdown.add('hangs', () => new Promise((_resolve) => setTimeout(_resolve, 30)));
      void shutdown.run(0, 'SIGTERM');
    });
    await cut;
    expect(exits).toEqual([1]);
  });
});

describe('explainListenError', () => {
  it.each([
    ['EADDRINUSE', 'Port 3000 on 0.0.0.0 is in use already. Stop what uses it, or set PORT to another one.'],
    ['EACCES', 'Port 3000 on 0.0.0.0 may not be taken by this user. Set PORT to one above 1023.'],
    ['EADDRNOTAVAIL', 'This machine has no address 0.0.0.0. Set HOST to one it has; 0.0.0.0 takes all of them.'],
    ['EOTHER', undefined],
  ])('explains %s', (code, sentence) => {
    expect(explainListenError(Object.assign(new Error(), { code }), '0.0.0.0', 3000)).toBe(sentence);
  });
});
