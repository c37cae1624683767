import { RE2JS, RE2JSException } from 're2js';

/**
 * What keeps a text from being a regular expression that takes linear time; null = nothing. Look-around and back-references do: no engine
 * knows them in linear time. Costs some milliseconds for the longest and worst.
 * @see reliability SEC-41
 */
export function patternFault(pattern: string): string | null {
  try {
    RE2JS.compile(pattern);
    return null;
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    if (/\(\?<?[=!]/.test(pattern)) return 'uses look-around, which is not supported';
    if (/\\[1-9]/.test(pattern)) return 'uses a back-reference, which is not supported';
    return `is not a regular expression: ${error.message.replace(/^error parsing regexp: /, '')}`;
  }
}
