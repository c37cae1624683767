import { type INestApplication } from '@nestjs/common';
import { type OpenAPIObject } from '@nestjs/swagger';
import { OpenApiService } from './openapi.service.js';

/** The OpenAPI 3.1 document of an application, as it is served and as clients are generated from it. */
export const openapiDocument = (app: INestApplication): OpenAPIObject => app.get(OpenApiService, { strict: false }).document();
