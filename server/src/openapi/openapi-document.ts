import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

/** The API as OpenAPI 3.1, made from the routes and their DTOs. */
export function openapiDocument(app: INestApplication): OpenAPIObject {
  const frame = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Clarion API')
    .setVersion('4')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key' }, 'api_key')
    .addCookieAuth('clarion_session', { type: 'apiKey', in: 'cookie' }, 'session')
    .build();
  return SwaggerModule.createDocument(app, frame, { autoTagControllers: true });
}
