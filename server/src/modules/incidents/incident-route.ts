import { IncidentCommentEntity } from '@clarion/database/incidents/incident-comment.entity';
import { IncidentEntity } from '@clarion/database/incidents/incident.entity';
import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { type FastifyRequest } from 'fastify';
import { AppError, notFound } from '../../platform/errors/app-error.js';
import { IncidentCommentsService } from './incident-comments.service.js';
import { IncidentsService } from './incidents.service.js';

const LARGEST_ID = 2_147_483_647;

/** A row's id in an address; null for everything that is none, so that `0`, `12abc` and `12.5` name nothing. */
export function idParam(text: string | undefined): number | null {
  if (text === undefined || !/^[1-9]\d{0,9}$/.test(text)) return null;
  const id = Number(text);
  return id <= LARGEST_ID ? id : null;
}

const incidents = new WeakMap<object, IncidentEntity>();
const comments = new WeakMap<object, IncidentCommentEntity>();

/** Finds the incident a route names before its body is read: an unknown parent is 404 before a bad body is 400. @see rest-api-v4 §1 */
@Injectable()
export class IncidentGuard implements CanActivate {
  constructor(private readonly incidents: IncidentsService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest<{ Params: { id?: string } }>>();
    const id = idParam(request.params.id);
    const incident = id === null ? null : await this.incidents.find(id);
    if (incident === null) throw notFound('Incident');
    incidents.set(request, incident);
    return true;
  }
}

/** Finds the update a route names, behind `IncidentGuard`. What is no number is a 400. @see rest-api-v4 §4 */
@Injectable()
export class CommentGuard implements CanActivate {
  constructor(private readonly comments: IncidentCommentsService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest<{ Params: { comment_id?: string } }>>();
    const text = request.params.comment_id ?? '';
    if (!/^-?\d+$/.test(text)) throw new AppError('BAD_REQUEST', 'comment_id must be a whole number');
    const id = idParam(text);
    const comment = id === null ? null : await this.comments.find(incidentOf(request).id, id);
    if (comment === null) throw notFound('Comment');
    comments.set(request, comment);
    return true;
  }
}

function incidentOf(request: FastifyRequest): IncidentEntity {
  const incident = incidents.get(request);
  if (incident === undefined) throw new Error('A route asks for its incident without IncidentGuard');
  return incident;
}

/** Parameter of a handler behind `IncidentGuard`: the incident its route names, as it was before the body was read. */
export const CurrentIncident = createParamDecorator((_data: unknown, context: ExecutionContext): IncidentEntity =>
  incidentOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** Parameter of a handler behind `CommentGuard`: the update its route names. */
export const CurrentComment = createParamDecorator((_data: unknown, context: ExecutionContext): IncidentCommentEntity => {
  const comment = comments.get(context.switchToHttp().getRequest<FastifyRequest>());
  if (comment === undefined) throw new Error('A route asks for its update without CommentGuard');
  return comment;
});
