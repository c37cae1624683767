import { MaintenanceEventEntity } from '@clarion/database/maintenances/maintenance-event.entity';
import { MaintenanceEntity } from '@clarion/database/maintenances/maintenance.entity';
import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { AppError, notFound } from '../../platform/errors/app-error.js';
import { MaintenanceEventsService } from './maintenance-events.service.js';
import { MaintenancesService } from './maintenances.service.js';

const LARGEST_ID = 2_147_483_647;

/** A row's id in an address; null for everything that is none, so that `0`, `12abc` and `12.5` name nothing. */
function idParam(text: string | undefined): number | null {
  if (text === undefined || !/^[1-9]\d{0,9}$/.test(text)) return null;
  const id = Number(text);
  return id <= LARGEST_ID ? id : null;
}

type MaintenanceRequest = FastifyRequest<{ Params: { id?: string; event_id?: string } }>;
const requestOf = (context: ExecutionContext): MaintenanceRequest => context.switchToHttp().getRequest<MaintenanceRequest>();

const maintenances = new WeakMap<object, MaintenanceEntity>();
const events = new WeakMap<object, MaintenanceEventEntity>();

/** Finds the maintenance a route names before its body is read: an unknown parent is 404 before a bad body is 400. @see rest-api-v4 §1 */
@Injectable()
export class MaintenanceGuard implements CanActivate {
  constructor(private readonly maintenances: MaintenancesService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = requestOf(context);
    // The literal `events` is the list of all events, and that is only read.
    if (request.params.id === 'events' && request.routeOptions.url?.endsWith('/:id') === true) {
      throw new AppError('METHOD_NOT_ALLOWED', `${request.method} is not allowed here`, { headers: { allow: 'GET' } });
    }
    const id = idParam(request.params.id);
    const maintenance = id === null ? null : await this.maintenances.find(id);
    if (maintenance === null) throw notFound('Maintenance');
    maintenances.set(request, maintenance);
    return true;
  }
}

/** Finds the event a route names, behind `MaintenanceGuard`. */
@Injectable()
export class MaintenanceEventGuard implements CanActivate {
  constructor(private readonly events: MaintenanceEventsService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = requestOf(context);
    const id = idParam(request.params.event_id);
    const event = id === null ? null : await this.events.find(maintenanceOf(request).id, id);
    if (event === null) throw notFound('Event');
    events.set(request, event);
    return true;
  }
}

function maintenanceOf(request: FastifyRequest): MaintenanceEntity {
  const maintenance = maintenances.get(request);
  if (maintenance === undefined) throw new Error('A route asks for its maintenance without MaintenanceGuard');
  return maintenance;
}

/** Parameter of a handler behind `MaintenanceGuard`: the maintenance its route names, as it was before the body was read. */
export const CurrentMaintenance = createParamDecorator((_data: unknown, context: ExecutionContext): MaintenanceEntity =>
  maintenanceOf(requestOf(context)),
);

/** Parameter of a handler behind `MaintenanceEventGuard`: the event its route names. */
export const CurrentEvent = createParamDecorator((_data: unknown, context: ExecutionContext): MaintenanceEventEntity => {
  const event = events.get(requestOf(context));
  if (event === undefined) throw new Error('A route asks for its event without MaintenanceEventGuard');
  return event;
});
