import { randomBytes } from 'node:crypto';
import { text as readText } from 'node:stream/consumers';
import { AppError } from '../platform/errors/app-error.js';
import { systemActor } from '../platform/http/actor.js';
import { UsersService } from '../modules/identity/users.service.js';
import { CommandError } from './command-error.js';
import { type CommandContext, openApp } from './open-app.js';
import type { Output } from './program.js';

/** `owner create`: a password that was piped in is used; otherwise one is made up and printed alone. */
export async function createOwner(
  context: CommandContext,
  output: Output,
  { email, name }: { email: string; name: string },
): Promise<void> {
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new CommandError('--email must be an e-mail address.');
  const given = process.stdin.isTTY ? '' : (await readText(process.stdin)).replace(/\r?\n$/, '');
  const password = given || `Aa1-${randomBytes(18).toString('base64url')}`;
  const { app, close } = await openApp(context);
  try {
    await app.get(UsersService, { strict: false }).createOwner(systemActor('cli'), { name, email, password });
    output.err(`${email} owns this installation now.`);
    if (given === '') output.out(password);
  } catch (error) {
    if (error instanceof AppError && error.code === 'NOT_FOUND') throw new CommandError('This installation has an owner already.');
    throw error;
  } finally {
    await close();
  }
}
