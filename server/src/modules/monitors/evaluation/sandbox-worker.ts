// The thread in which users' functions and regular expressions run. It imports nothing of ours at run time, so the same file runs from
// source and from the build.
import { readFile } from 'node:fs/promises';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import quickJs from '@jitl/quickjs-wasmfile-release-sync';
import type { Evaluation } from '@clarion/domain';
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSSyncVariant,
  type VmCallResult,
} from 'quickjs-emscripten-core';
import { RE2JS, RE2JSException } from 're2js';
import type { FunctionTask, PatternTask, SandboxReply, SandboxRequest, SandboxResult, SandboxSettings } from './evaluation-protocol.js';

if (parentPort === null) throw new Error('The sandbox runs as a worker thread only');
const port: MessagePort = parentPort;
const { limitMs, memoryMiB, cheerioBundle } = workerData as SandboxSettings;

/** Node has it, and leaves its types to those of browsers. */
declare const WebAssembly: { Memory: new (size: { initial: number; maximum: number }) => WebAssemblyMemory };
interface WebAssemblyMemory {
  readonly buffer: ArrayBuffer;
}

/** The package's types describe its CommonJS build, what is imported is the other one. */
const QUICKJS = quickJs as unknown as QuickJSSyncVariant;

const MIB = 1024 * 1024;
const PAGES_PER_MIB = 16;
/** What the interpreter starts with; the binary asks for no less. */
const INITIAL_MIB = 16;
/** The interpreter refuses deeper calls before the thread's own stack ends. */
const STACK_BYTES = 256 * 1024;
/** Promise jobs between two looks at the clock. */
const JOBS = 1_000;
/** Characters that come out of the interpreter at a time. */
const LONGEST_TEXT = 1_000;

/**
 * Runs inside the interpreter before any foreign code: everything it needs later is held in closures, so whatever a function does to the
 * built-ins changes nothing here. `console` is there because functions written for other hosts call it; it says nothing.
 */
const PRELUDE = `(({ parse, stringify }, String, Error, slice) => {
  globalThis.console = { log() {}, info() {}, warn() {}, error() {}, debug() {} };
  const short = (text) => slice(text, 0, 300);
  const scalar = (value) => {
    if (typeof value === 'string') return short(value);
    return value === undefined || value === null || typeof value === 'number' || typeof value === 'boolean' ? value : 'a value of the type ' + typeof value;
  };
  return {
    call: async (run, args, cheerio) => run(...parse(args), cheerio === undefined ? {} : { cheerio }),
    inspect: (value) => {
      if (typeof value === 'object' && value !== null)
        return stringify({ __proto__: null, kind: 'object', status: scalar(value.status), latency: scalar(value.latency) });
      const what = typeof value === 'string' ? 'the text “' + slice(value, 0, 40) + '”' : typeof value === 'function' ? 'a function' : String(value);
      return stringify({ __proto__: null, kind: 'other', what: short(what) });
    },
    explain: (thrown) => {
      const isPlain = typeof thrown === 'object' && thrown !== null && !(thrown instanceof Error);
      return short(String(isPlain ? stringify(thrown) : thrown));
    },
  };
})(JSON, String, Error, Function.prototype.call.bind(String.prototype.slice))`;

const HOOKS = ['call', 'inspect', 'explain'] as const;

/** A function came to no result, for a reason that can be told. */
class Failure extends Error {}

/**
 * One interpreter whose whole state lies in one piece of memory. Before each function the memory is put back as it was when the interpreter
 * was new, which makes every run the first one, at the price of a copy. (So `Math.random()` always starts alike.)
 */
class Interpreter {
  readonly context: QuickJSContext;
  private readonly memory: WebAssemblyMemory;
  private readonly hooks: Readonly<Record<(typeof HOOKS)[number], QuickJSHandle>>;
  private readonly plain: Uint8Array;
  private equipped: { image: Uint8Array; cheerio: QuickJSHandle } | null = null;
  private deadline = Infinity;

  static async start(): Promise<Interpreter> {
    const memory = new WebAssembly.Memory({ initial: INITIAL_MIB * PAGES_PER_MIB, maximum: memoryMiB * PAGES_PER_MIB });
    const module = await newQuickJSWASMModuleFromVariant(newVariant(QUICKJS, { wasmMemory: memory }));
    const runtime = module.newRuntime();
    runtime.setMemoryLimit(memoryMiB * MIB);
    runtime.setMaxStackSize(STACK_BYTES);
    return new Interpreter(runtime.newContext(), memory);
  }

  private constructor(context: QuickJSContext, memory: WebAssemblyMemory) {
    this.context = context;
    this.memory = memory;
    context.runtime.setInterruptHandler(() => this.isLate);
    const hooks = this.evaluate(PRELUDE);
    this.hooks = Object.fromEntries(HOOKS.map((name) => [name, context.getProp(hooks, name)])) as Interpreter['hooks'];
    this.plain = this.image();
  }

  get isLate(): boolean {
    return performance.now() > this.deadline;
  }

  get isEquipped(): boolean {
    return this.equipped !== null;
  }

  /** Memory never shrinks, and putting back more of it takes longer. */
  get hasGrown(): boolean {
    return this.memory.buffer.byteLength > INITIAL_MIB * MIB;
  }

  get isNearlyFull(): boolean {
    return this.memory.buffer.byteLength > (memoryMiB * MIB) / 2;
  }

  /** Loads the bundle once; it takes longer than most functions may. */
  equip(bundle: string): void {
    this.restore(this.plain);
    const cheerio = this.evaluate(`(() => { ${bundle}\nreturn cheerio; })()`);
    this.equipped = { image: this.image(), cheerio };
  }

  /** From here on everything is new, and the time runs. @returns what the bundle exports; undefined inside when it is not wanted */
  rewind(withCheerio: boolean): QuickJSHandle {
    const equipped = withCheerio ? this.equipped : null;
    this.restore(equipped?.image ?? this.plain);
    this.deadline = performance.now() + limitMs;
    return equipped?.cheerio ?? this.context.undefined;
  }

  /** The time stands still: what follows is ours. */
  rest(): void {
    this.deadline = Infinity;
  }

  call(hook: (typeof HOOKS)[number], ...args: QuickJSHandle[]): VmCallResult<QuickJSHandle> {
    return this.context.callFunction(this.hooks[hook], this.context.undefined, ...args);
  }

  /** Evaluates code of ours. */
  private evaluate(code: string): QuickJSHandle {
    return this.context.unwrapResult(this.context.evalCode(code, 'clarion.js', { type: 'global' }));
  }

  private image(): Uint8Array {
    const bytes = new Uint8Array(this.memory.buffer);
    let length = bytes.length;
    while (length > 0 && bytes[length - 1] === 0) length -= 1;
    return bytes.slice(0, length);
  }

  private restore(image: Uint8Array): void {
    const bytes = new Uint8Array(this.memory.buffer);
    bytes.set(image);
    bytes.fill(0, image.length);
  }
}

const tooLong = (): Failure => new Failure(`it ran longer than ${limitMs} ms`);

/** A text out of the interpreter, unless somebody made it longer than ours are. */
function textOf({ context }: Interpreter, handle: QuickJSHandle): string {
  const isOurs = context.typeof(handle) === 'string' && context.getNumber(context.getProp(handle, 'length')) <= LONGEST_TEXT;
  if (!isOurs) throw new Failure('it hid its result');
  return context.getString(handle);
}

/** Why a function ended, from what it threw. */
function failure(interpreter: Interpreter, thrown: QuickJSHandle): Failure {
  if (interpreter.isLate) return tooLong();
  const explained = interpreter.call('explain', thrown);
  if (explained.error !== undefined) return interpreter.isLate ? tooLong() : new Failure('it threw something that cannot be shown');
  const text = textOf(interpreter, explained.value);
  // Without the memory for an error the interpreter throws null in its place.
  const isOutOfMemory = text === 'InternalError: out of memory' || (text === 'null' && interpreter.isNearlyFull);
  return new Failure(isOutOfMemory ? `it needed more than ${memoryMiB} MiB of memory` : text);
}

function valueOf(interpreter: Interpreter, result: VmCallResult<QuickJSHandle>): QuickJSHandle {
  if (result.error === undefined) return result.value;
  throw failure(interpreter, result.error);
}

/** The function a text holds: as an expression, or else as the last value of a script. */
function compile(interpreter: Interpreter, code: string): QuickJSHandle {
  const { context } = interpreter;
  const evaluate = (text: string): VmCallResult<QuickJSHandle> => context.evalCode(text, 'function.js', { type: 'global' });
  const expression = evaluate(`(${code.replace(/[\s;]+$/, '')}\n)`);
  const script = expression.error === undefined ? expression : evaluate(code);
  // What is wrong with the expression is what people want to know.
  const value = script.error === undefined ? script.value : valueOf(interpreter, expression);
  if (context.typeof(value) !== 'function') throw new Failure('it is not a function');
  return value;
}

/** Runs promise jobs until a promise is settled. @returns its value */
function settle(interpreter: Interpreter, promise: QuickJSHandle): QuickJSHandle {
  const { context } = interpreter;
  for (;;) {
    const state = context.getPromiseState(promise);
    if (state.type === 'fulfilled') return state.value;
    if (state.type === 'rejected') throw failure(interpreter, state.error);
    const jobs = context.runtime.executePendingJobs(JOBS);
    if (interpreter.isLate) throw tooLong();
    if (jobs.error !== undefined) throw failure(interpreter, jobs.error);
    if (jobs.value === 0) throw new Failure('it waits for something that never comes');
  }
}

function run(interpreter: Interpreter, { code, args }: FunctionTask): Evaluation {
  const { context } = interpreter;
  const cheerio = interpreter.rewind(wantsCheerio(code));
  const promise = valueOf(interpreter, interpreter.call('call', compile(interpreter, code), context.newString(args), cheerio));
  const inspected = valueOf(interpreter, interpreter.call('inspect', settle(interpreter, promise)));
  return JSON.parse(textOf(interpreter, inspected)) as Evaluation;
}

const wantsCheerio = (code: string): boolean => code.includes('cheerio');
const post = (reply: SandboxReply): void => port.postMessage(reply);

let interpreter: Interpreter | null = null;
let bundle: string | null = null;

async function evaluate(id: number, task: FunctionTask): Promise<Evaluation> {
  interpreter ??= await Interpreter.start();
  if (wantsCheerio(task.code) && !interpreter.isEquipped) {
    post({ kind: 'preparing', id });
    bundle ??= await readFile(new URL(cheerioBundle), 'utf8');
    interpreter.equip(bundle);
    post({ kind: 'running', id });
  }
  try {
    return run(interpreter, task);
  } catch (error) {
    if (error instanceof Failure) return { kind: 'failed', reason: error.message };
    // Thrown through the interpreter itself, which is in no known state any more.
    interpreter = null;
    return { kind: 'failed', reason: error instanceof RangeError ? 'too much recursion' : 'it broke the interpreter' };
  } finally {
    interpreter?.rest();
    // Without the bundle a new one is made faster than a grown one is put back.
    if (interpreter?.hasGrown === true && !interpreter.isEquipped) interpreter = null;
  }
}

function find({ pattern, text }: PatternTask['tests'][number]): boolean | null {
  try {
    return RE2JS.compile(pattern).test(text);
  } catch (error) {
    if (error instanceof RE2JSException) return null;
    throw error;
  }
}

async function answer(request: SandboxRequest): Promise<SandboxResult> {
  if (request.kind === 'patterns') return { kind: 'matched', found: request.tests.map(find) };
  return { kind: 'evaluated', evaluation: await evaluate(request.id, request) };
}

port.on('message', (request: SandboxRequest) => {
  const { id } = request;
  answer(request).then(
    (result) => post({ ...result, id }),
    (error: unknown) => post({ kind: 'broken', id, message: error instanceof Error ? error.message : String(error) }),
  );
});
interpreter = await Interpreter.start();
post({ kind: 'ready' });
