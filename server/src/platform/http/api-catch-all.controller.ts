import { All, Controller, Req } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { AppError } from '../errors/app-error.js';
import { Requires } from './policy.js';
import { RouteInventory } from './route-inventory.js';

/** What is under `/api` and is no route: 401 for strangers, then 404 or 405, always in JSON. @see rest-api-v4 §1 */
@Controller('api')
export class ApiCatchAllController {
  constructor(private readonly routes: RouteInventory) {}

  @All(['', '*'])
  @Requires()
  refuse(@Req() request: FastifyRequest): never {
    const methods = this.routes.methodsFor(decodeURI(request.url.replace(/[?#].*$/s, '')));
    if (methods.length === 0) throw new AppError('NOT_FOUND', 'There is no such address');
    throw new AppError('METHOD_NOT_ALLOWED', `${request.method} is not allowed here`, { headers: { allow: methods.join(', ') } });
  }
}
