import { Global, Module } from '@nestjs/common';
import { Config } from '../config/config.js';
import { DATABASE_URL } from '../database/database-url.js';
import { Dialer } from './dialer.js';
import { EgressClient } from './egress-client.js';
import { EgressPolicy } from './egress-policy.js';
import { SystemResolver } from './name-resolver.js';

const storeOf = (address: string, defaultPort: number): [host: string, port: number] => {
  const { hostname, port } = new URL(address);
  return [hostname, port === '' ? defaultPort : Number(port)];
};

/** The way out, for every room. */
@Global()
@Module({
  providers: [
    {
      provide: EgressPolicy,
      useFactory: (config: Config, databaseUrl: string) => {
        const policy = new EgressPolicy(config);
        // Nobody reaches our own stores through us: a check of Redis by hand would be a way in.
        if (config.isEmbedded) policy.protect(...storeOf(databaseUrl, 5432));
        if (config.REDIS_URL !== undefined) policy.protect(...storeOf(config.REDIS_URL, 6379));
        return policy;
      },
      inject: [Config, DATABASE_URL],
    },
    { provide: Dialer, useFactory: (policy: EgressPolicy) => new Dialer(policy, new SystemResolver()), inject: [EgressPolicy] },
    {
      provide: EgressClient,
      useFactory: (policy: EgressPolicy, dialer: Dialer) => new EgressClient(policy, dialer),
      inject: [EgressPolicy, Dialer],
    },
  ],
  exports: [EgressPolicy, Dialer, EgressClient],
})
export class EgressModule {}
