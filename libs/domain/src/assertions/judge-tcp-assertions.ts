import { type BannerAssertion, type TcpAssertion } from '@clarion/contract';
import { type TcpPing, tcpPlace } from '../tcp-verdict/tcp-verdict.js';
import { type AssertionReport, miss, type Miss, quoted, reportOf, shortened, tooSlow, worstFirst } from './assertion-report.js';
import { type PatternTest } from './compare.js';

const FAILED: Readonly<Record<BannerAssertion['comparison'], string>> = {
  contains: 'does not contain',
  not_contains: 'contains',
  starts_with: 'does not start with',
  matches: 'does not match',
};

/** One line for people: what a terminal would obey, and the blanks around it, are no part of it. */
const readable = (banner: string): string => shortened(banner.replace(/[\s\p{Cc}]+/gu, ' ').trim());

function judgeBanner({ comparison, value }: BannerAssertion, banner: string, matches: PatternTest): Miss | null {
  const holds: Readonly<Record<BannerAssertion['comparison'], () => boolean>> = {
    contains: () => banner.includes(value),
    not_contains: () => !banner.includes(value),
    starts_with: () => banner.startsWith(value),
    matches: () => matches(value, banner),
  };
  if (holds[comparison]()) return null;
  return banner === '' ? miss('the port said nothing') : miss(`the banner ${FAILED[comparison]} ${quoted(value)}`, readable(banner));
}

/**
 * Judges what open ports said; a port that is not open has nothing to look at.
 * @param pings whose `banner` was read
 * @param matches regular expressions come from users: hand in an engine that takes linear time
 */
export function judgeTcpAssertions(assertions: readonly TcpAssertion[], pings: readonly TcpPing[], matches: PatternTest): AssertionReport {
  const failures = pings
    .filter(({ status }) => status === 'open')
    .flatMap((ping) => {
      const report = reportOf(assertions, (assertion) =>
        assertion.kind === 'banner' ? judgeBanner(assertion, ping.banner ?? '', matches) : tooSlow(assertion, ping.latency),
      );
      return report.failures.map((failure) => ({ ...failure, message: `${tcpPlace(ping)}: ${failure.message}` }));
    });
  return worstFirst(failures);
}
