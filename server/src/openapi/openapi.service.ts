import { type INestApplication, Injectable } from '@nestjs/common';
import { ApplicationConfig, HttpAdapterHost, ModulesContainer } from '@nestjs/core';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { Config } from '../platform/config/config.js';
import { RouteInventory } from '../platform/http/route-inventory.js';
import { completeDocument } from './complete-document.js';
import { EXAMPLES } from './examples.js';

/** Of the API, not of the product: it changes when the contract does. */
const API_VERSION = '4';
const DESCRIPTION = `Everything the dashboard does, programs can do as well. Send a key as \`Authorization: Bearer {key}\`.

- Bodies are JSON in UTF-8. Unknown members are ignored.
- Instants of history are whole Unix seconds, UTC, and windows are half-open: \`start ≤ t < end\`. \`created_at\` and its like are ISO-8601.
- Flags are \`YES\` and \`NO\`. In a PATCH what is absent stays, and \`null\` clears.
- Errors have one shape. Match on \`code\` and status; messages are for people.
- A POST with an \`Idempotency-Key\` can be repeated safely for a day.`;

/** \`MonitorsController.list\` is \`monitorsList\`: names of functions in generated clients. */
function operationId(controller: string, method: string): string {
  const name = controller.replace(/Controller$/, '');
  return name.charAt(0).toLowerCase() + name.slice(1) + method.charAt(0).toUpperCase() + method.slice(1);
}

/** Makes the API's document from its controllers and DTOs. */
@Injectable()
export class OpenApiService {
  private made: OpenAPIObject | undefined;

  constructor(
    private readonly modules: ModulesContainer,
    private readonly settings: ApplicationConfig,
    private readonly adapterHost: HttpAdapterHost,
    private readonly routes: RouteInventory,
    private readonly config: Config,
  ) {}

  /** Made at first use, once every route is known; the same object every time. */
  document(): OpenAPIObject {
    return (this.made ??= this.make());
  }

  private make(): OpenAPIObject {
    const outline = new DocumentBuilder()
      .setOpenAPIVersion('3.1.0')
      .setTitle('Clarion API')
      .setDescription(DESCRIPTION)
      .setVersion(API_VERSION)
      .setLicense('MIT', 'https://opensource.org/license/mit')
      .addBearerAuth(
        { type: 'http', scheme: 'bearer', description: 'A key, made in the dashboard or with `clarion api-key create`.' },
        'apiKey',
      )
      .addCookieAuth(
        'clarion_session',
        { type: 'apiKey', in: 'cookie', description: 'The dashboard’s session; changes also send `X-CSRF-Token`.' },
        'session',
      )
      .build();
    if (this.config.APP_BASE_PATH !== '') outline.servers = [{ url: this.config.APP_BASE_PATH }];
    // Of an application the module asks for its modules, settings and adapter: all of them can be injected.
    const application = {
      container: { getModules: () => this.modules, isGlobalModule: () => false },
      config: this.settings,
      getHttpAdapter: () => this.adapterHost.httpAdapter,
    } as unknown as INestApplication;
    const document = SwaggerModule.createDocument(application, outline, { operationIdFactory: operationId });
    return completeDocument(document, this.routes.entries(), EXAMPLES);
  }
}
