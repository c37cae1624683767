import { fillVariables, variableError, variablesIn, type VariableValues } from './variables.js';

const values: VariableValues = { monitors: 'Web shop and Payments', site_name: null, start_time: '14:12' };

describe('variables of a template', () => {
  it('puts in what is known and leaves the rest', () => {
    expect(fillVariables('Errors on {{monitors}} since {{ start_time }} at {{site_name}} {{other}}', values)).toBe(
      'Errors on Web shop and Payments since 14:12 at {{site_name}} {{other}}',
    );
    expect(variablesIn('{{a}} {{b}} {{a}}')).toEqual(['a', 'b']);
  });

  it('takes words with dollar signs as they are', () => {
    expect(fillVariables('{{monitors}}', { ...values, monitors: "$& $1 $'" })).toBe("$& $1 $'");
  });

  it('names what is missing or unknown', () => {
    expect(variableError('{{start_time}}', values)).toBeUndefined();
    expect(variableError('{{monitors}}', { ...values, monitors: null })?.message).toContain('Choose monitors');
    expect(variableError('{{site_name}}', values)?.message).toContain('Write it out');
    expect(variableError('{{monitor}}', values)?.message).toContain('means nothing here');
  });
});
