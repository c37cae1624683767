import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { html } from '@codemirror/lang-html';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter } from '@codemirror/lint';
import { EditorState, type Extension, type Text } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  EditorView,
  highlightActiveLine,
  keymap,
  lineNumbers,
  MatchDecorator,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** What is written: one line of text, text, or HTML. Tags are marked in all of them. */
export type CodeMode = 'line' | 'text' | 'html';

/** A name that may stand between braces. */
export interface CodeVariable {
  readonly name: string;
  readonly description: string;
  readonly sample: string;
}

/** Something wrong; line and column from 1, null = the text as a whole. */
export interface CodeProblem {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly line: number | null;
  readonly column: number | null;
}

const TAG = /\{\{\{?[^{}]*\}\}\}?/g;
const tagMarks = new MatchDecorator({ regexp: TAG, decoration: Decoration.mark({ class: 'cm-tag-name' }) });
const markTags = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;

    constructor(view: EditorView) {
      this.decorations = tagMarks.createDeco(view);
    }

    update(update: ViewUpdate): void {
      this.decorations = tagMarks.updateDeco(update, this.decorations);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

/** Colours of the dashboard, so that both of its themes fit. */
const THEME = EditorView.theme({
  '&': { fontSize: '0.8125rem', backgroundColor: 'var(--card)', color: 'var(--text)' },
  '&.cm-focused': { outline: '2px solid var(--accent)', outlineOffset: '1px' },
  '.cm-content': { fontFamily: 'var(--mono)', caretColor: 'var(--text)', padding: '10px 0' },
  '.cm-scroller': { overflow: 'auto', lineHeight: '1.55' },
  '.cm-gutters': { backgroundColor: 'var(--sunken)', color: 'var(--muted)', borderInlineEnd: '1px solid var(--line)' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--accent) 7%, transparent)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': {
    backgroundColor: 'color-mix(in srgb, var(--accent) 28%, transparent)',
  },
  '.cm-tag-name, .cm-tag-name *': { color: 'var(--accent)', fontWeight: '600' },
  '.cm-tooltip': { backgroundColor: 'var(--raised)', color: 'var(--text)', border: '1px solid var(--line-strong)', borderRadius: '8px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--accent-container)', color: 'var(--text)' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--down)', textUnderlineOffset: '3px' },
  '.cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy var(--degraded)', textUnderlineOffset: '3px' },
});

const COLOURS = HighlightStyle.define([
  { tag: [tags.tagName, tags.angleBracket], color: 'var(--maintenance-text)' },
  { tag: tags.attributeName, color: 'var(--degraded-text)' },
  { tag: [tags.attributeValue, tags.string], color: 'var(--up-text)' },
  { tag: [tags.comment, tags.meta], color: 'var(--muted)' },
]);

/** Offers names once two braces stand there. */
function completionsOf(variables: () => readonly CodeVariable[]) {
  return (context: CompletionContext): CompletionResult | null => {
    const before = context.matchBefore(/\{\{\{?[#^/]?\w*/);
    if (before === null) return null;
    const from = before.from + (/^\{+[#^/]?/.exec(before.text)?.[0].length ?? 0);
    return { from, options: variables().map(({ name, description }) => ({ label: name, detail: description, type: 'variable' })) };
  };
}

/** Leaves out line breaks that are pasted or typed. */
const oneLine = EditorState.transactionFilter.of((transaction) =>
  transaction.newDoc.lines > 1
    ? [
        transaction,
        {
          changes: { from: 0, to: transaction.newDoc.length, insert: transaction.newDoc.toString().replace(/\s*\n\s*/g, ' ') },
          sequential: true,
        },
      ]
    : transaction,
);

const modeOf = (mode: CodeMode): Extension => {
  if (mode === 'line') return [oneLine];
  const lines = [lineNumbers(), highlightActiveLine(), lintGutter()];
  return mode === 'html' ? [lines, html({ matchClosingTags: false })] : [lines];
};

/** An editor for templates. Tab leaves it, as it leaves any other field. */
export const codeExtensions = (mode: CodeMode, variables: () => readonly CodeVariable[]): Extension => [
  history(),
  keymap.of([...historyKeymap, ...defaultKeymap]),
  modeOf(mode),
  markTags,
  EditorView.lineWrapping,
  syntaxHighlighting(COLOURS),
  autocompletion({ override: [completionsOf(variables)], icons: false }),
  THEME,
];

/** Marks from a place to the end of its tag, or of its line; what has no place stands elsewhere. */
export function diagnosticsOf(document: Text, problems: readonly CodeProblem[]): Diagnostic[] {
  return problems.flatMap(({ severity, message, line, column }) => {
    if (line === null || line > document.lines) return [];
    const { from, to, text } = document.line(line);
    const start = Math.min(from + Math.max(0, (column ?? 1) - 1), to);
    const tag = /^\{\{\{?[^{}]*\}\}\}?/.exec(text.slice(start - from));
    return [{ from: start, to: tag === null ? to : start + tag[0].length, severity, message }];
  });
}
