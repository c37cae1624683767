// What every rule about imports needs: all the ways a module names another one.

/**
 * @callback Visit
 * @param {string} source the specifier as written  @param {object} node where to report  @param {boolean} isType erased at compile time
 */

const onlyTypes = (node) =>
  node.importKind === 'type' ||
  node.exportKind === 'type' ||
  (node.specifiers?.length > 0 && node.specifiers.every(({ importKind, exportKind }) => importKind === 'type' || exportKind === 'type'));

/** Listeners that call `visit` for static, dynamic and required imports and for re-exports. @param {Visit} visit */
export function onEveryImport(visit) {
  const declaration = (node) => {
    if (node.source) visit(node.source.value, node.source, onlyTypes(node));
  };
  const literal = (node) => {
    if (node?.type === 'Literal' && typeof node.value === 'string') visit(node.value, node, false);
  };
  return {
    ImportDeclaration: declaration,
    ExportNamedDeclaration: declaration,
    ExportAllDeclaration: declaration,
    ImportExpression: (node) => literal(node.source),
    'CallExpression[callee.name=/^require$/]': (node) => literal(node.arguments[0]),
  };
}

/**
 * A rule that forbids modules by name; `dns` covers `node:dns` and `dns/promises`. Types may always be imported: they are gone at run time.
 * @param {readonly string[]} modules  @param {string} message
 */
export const forbidModules = (modules, message, more = () => ({})) => ({
  meta: { type: 'problem', schema: [], messages: { forbidden: message } },
  create(context) {
    const names = new Set(modules);
    const imports = onEveryImport((source, node, isType) => {
      if (!isType && names.has(source.replace(/^node:/, '').split('/')[0])) context.report({ node, messageId: 'forbidden' });
    });
    return { ...imports, ...more(context) };
  },
});

/** Is a name at this place the global one, not a variable of the same name? */
export function isGlobal(context, identifier) {
  for (let scope = context.sourceCode.getScope(identifier); scope !== null; scope = scope.upper) {
    const variable = scope.set.get(identifier.name);
    if (variable !== undefined) return variable.defs.length === 0;
  }
  return true;
}
