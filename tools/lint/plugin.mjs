// Rules of this workspace: what may reach the network, a shell, the clock and the environment, and from where.
import { floorsRule } from './floors.mjs';
import { forbidModules, isGlobal, onEveryImport } from './imports.mjs';

const NETWORK = ['net', 'tls', 'dns', 'dgram', 'http', 'https', 'http2', 'undici', 'inspector'];
const NETWORK_GLOBALS = new Set(['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest']);
const EGRESS = 'Traffic leaves through EgressClient alone (platform/egress); it decides what may be reached.';

const egress = forbidModules(NETWORK, EGRESS, (context) => ({
  Identifier(node) {
    if (!NETWORK_GLOBALS.has(node.name) || node.parent.type.startsWith('TS')) return;
    const isCalled = ['CallExpression', 'NewExpression'].includes(node.parent.type) && node.parent.callee === node;
    const isOfGlobalThis =
      node.parent.type === 'MemberExpression' && node.parent.property === node && node.parent.object.name === 'globalThis';
    if (isOfGlobalThis || (isCalled && isGlobal(context, node))) context.report({ node, messageId: 'forbidden' });
  },
}));

const shell = forbidModules(['child_process', 'cluster'], 'Only the embedded database and the ping probe start programs.');

const code = forbidModules(['vm'], 'No code from data: user scripts run in the sandbox (monitors/evaluation).', (context) => ({
  // `Function('…')` and `eval` by any route; the built-in rules cover the plain forms.
  'CallExpression[callee.name="Function"], NewExpression[callee.name="Function"]'(node) {
    if (isGlobal(context, node.callee)) context.report({ node, messageId: 'forbidden' });
  },
  'MemberExpression[object.name="globalThis"][property.name=/^(eval|Function)$/]'(node) {
    context.report({ node, messageId: 'forbidden' });
  },
}));

const environment = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { forbidden: 'The environment is read once, in main.ts and cli.ts; take a Config or a slice of it.' },
  },
  create(context) {
    return {
      'MemberExpression[object.name="process"][property.name="env"]': (node) => context.report({ node, messageId: 'forbidden' }),
      ...onEveryImport((source, node, isType) => {
        if (!isType && /^(node:)?process$/.test(source)) context.report({ node, messageId: 'forbidden' });
      }),
    };
  },
};

const SQL_CLOCK =
  /\b(now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(\s*\)|\bcurrent_(timestamp|time|date)\b|\blocaltimestamp\b/i;
const LOOKS_LIKE_SQL = /\b(select|insert|update|delete|where|values|set|interval|default|returning)\b/i;

const clock = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      typescript: 'Ask the Clock port (or take the instant as an argument); tests move it. Durations: performance.now().',
      sql: 'SQL reads time through app_now() only; tests replace it.',
    },
  },
  create(context) {
    const checkSql = (node, text) => {
      if (SQL_CLOCK.test(text) && LOOKS_LIKE_SQL.test(text)) context.report({ node, messageId: 'sql' });
    };
    return {
      'CallExpression[callee.object.name="Date"][callee.property.name="now"]': (node) => context.report({ node, messageId: 'typescript' }),
      'NewExpression[callee.name="Date"][arguments.length=0]': (node) => context.report({ node, messageId: 'typescript' }),
      'CallExpression[callee.name="Date"]': (node) => context.report({ node, messageId: 'typescript' }),
      Literal: (node) => typeof node.value === 'string' && checkSql(node, node.value),
      TemplateLiteral: (node) => checkSql(node, node.quasis.map(({ value }) => value.raw).join(' ? ')),
    };
  },
};

/** A rule of pure code: the same arguments, the same answer. */
const pure = {
  meta: { type: 'problem', schema: [], messages: { forbidden: 'Pure rules take chance as an argument, as they take the time.' } },
  create: (context) => ({
    'CallExpression[callee.object.name="Math"][callee.property.name="random"]': (node) => context.report({ node, messageId: 'forbidden' }),
    'MemberExpression[object.name="crypto"]': (node) => context.report({ node, messageId: 'forbidden' }),
  }),
};

export const clarion = { meta: { name: 'clarion' }, rules: { clock, code, egress, environment, floors: floorsRule, pure, shell } };
