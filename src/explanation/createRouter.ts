import {
  BackstageCredentials,
  HttpAuthService,
  HttpRouterService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import express from 'express';
import { Explainer } from './Explainer';
import { Guard } from './Guard';
import { Question } from './types';

/** Creates the routes beneath the catalog's; docs/openapi.yaml describes them. */
export function createRouter(options: {
  explainer: Explainer;
  guard: Guard;
  httpAuth: HttpAuthService;
}): Parameters<HttpRouterService['use']>[0] {
  const { explainer } = options;
  const router = express.Router();
  router.get(
    '/bitbucket-server/status',
    toHandler(() => explainer.readStatus(), options),
  );
  router.get(
    '/bitbucket-server/repositories/:projectKey/:repoSlug',
    toHandler(
      (request, credentials) =>
        explainer.explain(toQuestion(request), { credentials }),
      options,
    ),
  );
  return router;
}

/** Express 4 waits for no promise. */
function toHandler(
  answer: (
    request: express.Request,
    credentials: BackstageCredentials,
  ) => Promise<unknown>,
  { guard, httpAuth }: { guard: Guard; httpAuth: HttpAuthService },
): express.RequestHandler {
  return async (request, response, next) => {
    try {
      const credentials = await httpAuth.credentials(request);
      await guard.assertAllowed(credentials);
      response.json(await answer(request, credentials));
    } catch (error) {
      next(error);
    }
  };
}

function toQuestion({ params, query }: express.Request): Question {
  const { projectKey = '', repoSlug = '' } = params;
  const { fresh, host } = query;
  if (fresh !== undefined && fresh !== 'true' && fresh !== 'false') {
    throw new InputError(`fresh is '${fresh}'; give true or false`);
  }
  if (host !== undefined && typeof host !== 'string') {
    throw new InputError('host is given more than once; give one');
  }
  return {
    ...{ projectKey, repoSlug, host },
    ...(fresh === 'true' && { look: 'now' }),
  };
}
