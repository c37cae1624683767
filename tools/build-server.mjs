// Builds server/ with tsc's own API, because plain tsc cannot load the @nestjs/swagger transformer, and the bundle its sandbox loads.
//   node tools/build-server.mjs            one build of the server and the libraries it references
//   node tools/build-server.mjs --watch    keeps compiling; with --run it also (re)starts the server after every clean compile
import { spawn } from 'node:child_process';
import path from 'node:path';
import { before as swaggerTransformer } from '@nestjs/swagger/plugin';
import ts from 'typescript';
import { bundleCheerio } from './lib/cheerio-bundle.mjs';

const root = path.resolve(import.meta.dirname, '..');
const configPath = path.join(root, 'server/tsconfig.json');
const entry = path.join(root, 'server/dist/main.js');
const watch = process.argv.includes('--watch');
const run = process.argv.includes('--run');

const pluginOptions = {
  dtoFileNameSuffix: ['.dto.ts'],
  controllerFileNameSuffix: ['.controller.ts'],
  classValidatorShim: true,
  introspectComments: true,
  esmCompatible: true,
};

const formatHost = { getCurrentDirectory: () => root, getCanonicalFileName: (name) => name, getNewLine: () => '\n' };
const report = (diagnostic) => process.stderr.write(ts.formatDiagnosticsWithColorAndContext([diagnostic], formatHost));
const isServer = (program) => program.getCompilerOptions().configFilePath === configPath;

/** Puts the swagger transformer into every emit of the server's program; the libraries compile without it. */
function withSwagger(program) {
  if (!isServer(program)) return program;
  const emit = program.emit.bind(program);
  program.emit = (file, write, cancellation, declarationsOnly, transformers) =>
    emit(file, write, cancellation, declarationsOnly, {
      ...transformers,
      before: [...(transformers?.before ?? []), swaggerTransformer(pluginOptions, program.getProgram())],
    });
  return program;
}

let child;
let restarting = false;
function restart() {
  const start = () => {
    restarting = false;
    child = spawn(process.execPath, ['--enable-source-maps', entry], { cwd: root, stdio: 'inherit' });
  };
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return start();
  if (restarting) return undefined;
  restarting = true;
  child.once('exit', start);
  return child.kill('SIGTERM');
}

await bundleCheerio();

if (watch) {
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      if (child === undefined || child.exitCode !== null) process.exit(0);
      child.removeAllListeners('exit');
      child.once('exit', () => process.exit(0));
      child.kill(signal);
    });
  }
  const host = ts.createWatchCompilerHost(
    configPath,
    { noEmit: false },
    ts.sys,
    ts.createEmitAndSemanticDiagnosticsBuilderProgram,
    report,
    (status) => process.stderr.write(`${ts.flattenDiagnosticMessageText(status.messageText, '\n')}\n`),
  );
  const { createProgram, afterProgramCreate } = host;
  host.createProgram = (...args) => withSwagger(createProgram(...args));
  host.afterProgramCreate = (program) => {
    afterProgramCreate(program);
    const hasErrors = program.getSemanticDiagnostics().length > 0 || program.getSyntacticDiagnostics().length > 0;
    if (run && !hasErrors) restart();
  };
  ts.createWatchProgram(host);
} else {
  const host = ts.createSolutionBuilderHost(
    ts.sys,
    (...args) => withSwagger(ts.createEmitAndSemanticDiagnosticsBuilderProgram(...args)),
    report,
  );
  process.exit(ts.createSolutionBuilder(host, [configPath], { force: process.argv.includes('--force') }).build());
}
