import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { BodyLimit, Public, RawBody, Unaudited } from '../../platform/http/policy.js';
import { RateLimit } from '../../platform/http/rate-limit-rule.js';
import { Log } from '../../platform/logging/log.js';

const REPORT_BYTES = 16 * 1024;

/** Directives a report names, out of both shapes browsers send; nothing else of it is believed or kept. */
export function directivesOf(report: Buffer): string[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(report.toString());
  } catch {
    return [];
  }
  const named = [parsed].flat().map((each) => {
    const { body, 'csp-report': older } = (each ?? {}) as Record<string, Record<string, unknown> | undefined>;
    return body?.['effectiveDirective'] ?? older?.['effective-directive'] ?? older?.['violated-directive'];
  });
  return named.filter((name): name is string => typeof name === 'string' && /^[a-z-]{1,40}$/.test(name));
}

/** Where browsers tell that the dashboard's policy refused something: a mistake of ours, or somebody's attempt. @see reliability SEC-60 */
@ApiExcludeController()
@Controller('api/v4/public/csp-reports')
export class CspReportsController {
  constructor(private readonly log: Log) {}

  /** Takes a browser's report. */
  @Post()
  @Public()
  @RawBody()
  @BodyLimit(REPORT_BYTES)
  @RateLimit({ name: 'csp-reports', limit: 30, seconds: 60 })
  @Unaudited('changes nothing')
  @HttpCode(204)
  take(@Body() report: Buffer): void {
    for (const directive of directivesOf(report)) this.log.warn('the dashboard’s policy refused something', { code: directive });
  }
}
