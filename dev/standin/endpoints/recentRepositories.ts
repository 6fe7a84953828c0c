import { assertSignedIn } from '../authenticate';
import { rowsOf, toRepositoryPage } from './repositories';
import type { EndpointAnswer, EndpointContext } from './types';

/**
 * Answers `GET /profile/recent/repos` for a signed-in user, as if every
 * repository had been looked at.
 */
export function listRecentRepositories(
  context: EndpointContext,
): EndpointAnswer {
  assertSignedIn(context.viewer);
  const rows = rowsOf(context.model.projects(), { context });
  return toRepositoryPage(rows, { context });
}
