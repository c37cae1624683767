import { Global, Module } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Dialer } from './dialer.js';
import { EgressClient } from './egress-client.js';
import { EgressPolicy } from './egress-policy.js';
import { SystemResolver } from './name-resolver.js';

/** The way out, for every room. */
@Global()
@Module({
  providers: [
    { provide: EgressPolicy, useFactory: (config: Config) => new EgressPolicy(config), inject: [Config] },
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
