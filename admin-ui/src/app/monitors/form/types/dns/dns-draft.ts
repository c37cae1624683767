import { applyEach, applyWhen, maxLength, pattern, required, validate, type SchemaPathTree } from '@angular/forms/signals';
import { assertionRules, readAssertion, writeAssertion, type AssertionDraft } from '../assertions/assertion-draft.js';
import { portNumber } from '../common-rules.js';
import { orOne, readFlag, readList, readNumber, readOneOf, readText, readTexts, withoutNull } from '../read-type-data.js';
import type { TypeKind } from '../type-kind.js';

export const DNS_TRANSPORTS = ['UDP', 'TLS'] as const;
export const DNS_MATCHES = ['ANY', 'ALL'] as const;
/** Offered first; any other type the resolver knows may be typed. */
export const COMMON_RECORDS = ['A', 'AAAA', 'CNAME', 'MX', 'NS', 'TXT', 'SOA', 'SRV', 'CAA', 'PTR'] as const;

/** A row of its own, so that typing into it does not make it another row. */
export interface DnsValueDraft {
  value: string;
}

/** @see monitors §6.4 */
export interface DnsDraft {
  host: string;
  lookupRecord: string;
  matchType: (typeof DNS_MATCHES)[number];
  values: DnsValueDraft[];
  transport: (typeof DNS_TRANSPORTS)[number];
  nameServer: string;
  tlsPort: number | null;
  tlsServername: string;
  allowSelfSignedCert: boolean;
  assertions: AssertionDraft[];
}

const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;

const FRESH: DnsDraft = {
  host: '',
  lookupRecord: 'A',
  matchType: 'ANY',
  values: [{ value: '' }],
  transport: 'UDP',
  nameServer: '',
  tlsPort: 853,
  tlsServername: '',
  allowSelfSignedCert: false,
  assertions: [],
};

function rules(path: SchemaPathTree<DnsDraft>): void {
  required(path.host, { message: 'Enter the domain name to look up.' });
  validate(path.host, ({ value }) =>
    /[\s/]/.test(value().trim()) ? { kind: 'host', message: 'Only the name, such as example.com.' } : undefined,
  );
  required(path.lookupRecord, { message: 'Choose a record type.' });
  pattern(path.lookupRecord, /^\s*[A-Za-z][A-Za-z0-9]{0,15}\s*$/, { message: 'A record type, such as A, AAAA or MX.' });
  validate(path.values, ({ value }) => (value().length > 0 ? undefined : { kind: 'rows', message: 'Add at least one expected value.' }));
  applyEach(path.values, (row) => {
    validate(row.value, ({ value, valueOf }) =>
      // Assertions may say it all: then one empty row is none.
      value().trim() === '' && (valueOf(path.values).length > 1 || valueOf(path.assertions).length === 0)
        ? { kind: 'value', message: 'Enter a value, or remove the row.' }
        : undefined,
    );
  });
  applyEach(path.assertions, assertionRules);
  maxLength(path.nameServer, 253, { message: 'At most 253 characters.' });
  validate(path.nameServer, ({ value, valueOf }) => {
    const server = value().trim();
    if (valueOf(path.transport) === 'TLS') {
      return server === '' ? { kind: 'server', message: 'DNS over TLS needs a name server to ask.' } : undefined;
    }
    return server === '' || IPV4.test(server) || server.includes('$')
      ? undefined
      : { kind: 'server', message: 'Over UDP: an IPv4 address, or nothing.' };
  });
  applyWhen(
    path,
    ({ value }) => value().transport === 'TLS',
    (tls) => portNumber(tls.tlsPort),
  );
}

/** Null clears what is stored: assertions say it all. */
function valuesOf({ values }: DnsDraft): string[] | null {
  const texts = values.map(({ value }) => value.trim()).filter((text) => text !== '');
  return texts.length === 0 ? null : texts;
}

/** Looks a record up and compares the answer. */
export const DNS_KIND: TypeKind<DnsDraft> = {
  fresh: FRESH,
  read: (data) => ({
    host: readText(data['host']),
    lookupRecord: readText(data['lookupRecord'], FRESH.lookupRecord),
    matchType: readOneOf(data['matchType'], DNS_MATCHES, FRESH.matchType),
    values: orOne(
      readTexts(data['values']).map((value) => ({ value })),
      { value: '' },
    ),
    transport: readOneOf(data['transport'], DNS_TRANSPORTS, FRESH.transport),
    nameServer: readText(data['nameServer']),
    tlsPort: readNumber(data['tlsPort'], 853),
    tlsServername: readText(data['tlsServername']),
    allowSelfSignedCert: readFlag(data['allowSelfSignedCert'], false),
    assertions: readList(data['assertions'], (entry) => readAssertion(entry, 'DNS')),
  }),
  write: (draft) => ({
    ...withoutNull({
      ...draft,
      host: draft.host.trim(),
      lookupRecord: draft.lookupRecord.trim().toUpperCase(),
      nameServer: draft.nameServer.trim(),
      tlsServername: draft.tlsServername.trim(),
    }),
    values: valuesOf(draft),
    assertions: draft.assertions.map(writeAssertion),
  }),
  rules,
  words: {
    host: 'Domain name',
    lookupRecord: 'Record type',
    matchType: 'Match',
    values: 'Expected values',
    transport: 'Transport',
    nameServer: 'Name server',
    tlsPort: 'TLS port',
    tlsServername: 'TLS server name',
    allowSelfSignedCert: 'Accept self-signed certificates',
    assertions: 'Assertions',
  },
};
