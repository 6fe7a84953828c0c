import type {
  AuthService,
  HttpRouterService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import express from 'express';
import { endsWithin, parseRepositoryAddress } from '../bitbucket';
import type { Reads } from './Reads';

/** Whoever asks does not wait longer. */
const LIMIT_MS = 1_000;
const LOCATION_ANNOTATIONS = [
  'backstage.io/managed-by-location',
  'backstage.io/managed-by-origin-location',
];

/**
 * Creates what the catalog's router passes a request on to before it answers
 * `POST /refresh` and `POST /locations`: whoever sends one wants to see what
 * is there now.
 *
 * @remarks
 * A refresh only makes the catalog read sooner than it would have; by the time
 * that it does, nothing tells the read from any other. It never fails and
 * never answers.
 */
export function createRefreshMiddleware(
  options: RefreshMiddlewareOptions,
): HttpRouterHandler {
  const router = express.Router();
  const forget = (readTargets: (body: Body) => Promise<string[]>) => [
    express.json(),
    async (req: express.Request, _: unknown, next: express.NextFunction) => {
      await withinLimit(async () => {
        for (const target of await readTargets(req.body ?? {})) {
          await doubt(target, options);
        }
      }, options);
      next();
    },
  ];
  router.post(
    '/refresh',
    ...forget(async ({ entityRef }) =>
      typeof entityRef === 'string' ? readOrigins(entityRef, options) : [],
    ),
  );
  router.post(
    '/locations',
    ...forget(async ({ target }) =>
      typeof target === 'string' ? [target] : [],
    ),
  );
  return router;
}

export interface RefreshMiddlewareOptions {
  readonly reads: Pick<Reads, 'beforeRefresh'>;
  readonly catalog: Pick<CatalogService, 'getEntityByRef'>;
  readonly auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  readonly logger: Pick<LoggerService, 'debug'>;
}

type HttpRouterHandler = Parameters<HttpRouterService['use']>[0];

interface Body {
  readonly entityRef?: unknown;
  readonly target?: unknown;
}

/** The addresses of the files that an entity comes from, or that it names. */
async function readOrigins(
  entityRef: string,
  { catalog, auth }: RefreshMiddlewareOptions,
): Promise<string[]> {
  const credentials = await auth.getOwnServiceCredentials();
  const entity = await catalog.getEntityByRef(entityRef, { credentials });
  if (!entity) {
    return [];
  }
  const { annotations = {} } = entity.metadata;
  const { target, targets } = entity.spec ?? {};
  const named = [
    ...LOCATION_ANNOTATIONS.map(name => annotations[name]),
    ...(entity.kind === 'Location' ? [target, targets].flat() : []),
  ];
  return named
    .filter(each => typeof each === 'string')
    .map(each => each.replace(/^url:/, ''));
}

async function doubt(
  target: string,
  { reads }: RefreshMiddlewareOptions,
): Promise<void> {
  const repository = parseRepositoryAddress(target);
  if (repository) {
    const { host } = new URL(target);
    await reads.beforeRefresh({ ...repository, host });
  }
}

async function withinLimit(
  work: () => Promise<void>,
  { logger }: RefreshMiddlewareOptions,
): Promise<void> {
  const done = work().catch(error => {
    logger.debug(
      `What is known of the files of an entity stays, though it is to be refreshed: ${error}`,
    );
  });
  await endsWithin(LIMIT_MS, done);
}
