import type { Product } from '../support/product.ts';
import type { Expectations } from './scenario.ts';

interface Report {
  ok: boolean;
  findings: { invariant: string; title: string; count: number; examples: string[] }[];
}

/** The last word on a database that was mistreated. */
export async function expectHealthy(product: Product, expectations: Expectations): Promise<void> {
  const { stdout } = await product.tryCli('doctor', '--json');
  const report = JSON.parse(stdout) as Report;
  for (const { invariant, title, count, examples } of report.findings)
    expectations.expect(false, `${invariant} ${title}: ${count}, such as ${examples[0]}`);
  expectations.note(report.ok ? 'doctor clean' : `${report.findings.length} findings`);
}
