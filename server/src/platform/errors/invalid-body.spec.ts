import { describe, expect, it } from '@jest/globals';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { AppError } from './app-error.js';
import { validationPipe } from './invalid-body.js';

class Sent {
  @IsString()
  @Matches(/^[a-z]+$/, { message: 'tag takes letters' })
  @MaxLength(5)
  tag!: string;
  @IsOptional() @IsInt() @Min(0) @Max(9) count?: number;
}

const refusal = async (body: unknown): Promise<AppError> => {
  const outcome: unknown = await validationPipe()
    .transform(body, { type: 'body', metatype: Sent })
    .catch((error: unknown) => error);
  if (!(outcome instanceof AppError)) throw new Error('it was accepted');
  return outcome;
};

describe('what is told of an invalid body', () => {
  it.each([
    [{ tag: 5 }, ['tag must be a string']],
    [{ tag: 'a-b-c-d' }, ['tag takes letters']],
    [{ tag: 'abcdef' }, ['tag must be shorter than or equal to 5 characters']],
    [{ tag: 'a', count: 'x' }, ['count must be an integer number']],
    [{ tag: 'a', count: -1 }, ['count must not be less than 0']],
    [{ count: 1.5 }, ['tag must be a string', 'count must be an integer number']],
  ])('names, for %j, the kind of a value before its size', async (body, messages) => {
    const { code, message, details } = await refusal(body);
    expect([code, message]).toEqual(['BAD_REQUEST', messages.join('; ')]);
    expect(details!.map((detail) => detail.message)).toEqual(messages);
  });
});
