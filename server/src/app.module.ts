import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { MonitorsModule } from './modules/monitors/monitors.module.js';
import { PlatformModule, type PlatformOptions } from './platform/platform.module.js';

/** The rooms, from the ground up. Each imports what it stands on; this list says only that they are there. */
const ROOMS: readonly Type[] = [MonitorsModule];

/** The whole product. */
@Module({})
export class AppModule {
  static forRoot(options: PlatformOptions): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.forRoot(options), ...ROOMS] };
  }
}
