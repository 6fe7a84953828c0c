import { ObservedProvider } from '../provider';
import { RowCounts } from './countRows';
import { WebhookReport } from './types';
import { toTime } from './toTime';

/** So many projects are named. */
const MAX_PROJECTS = 100;

/**
 * What is told of the webhooks of a provider: those that came, and the
 * projects from which none ever did.
 */
export function toWebhookReport(
  heard: Awaited<ReturnType<ObservedProvider['webhookCounts']['read']>>,
  { projectKeys }: Pick<RowCounts, 'projectKeys'>,
): WebhookReport {
  const silent = projectKeys.filter(
    projectKey => !heard.projectKeys.has(projectKey.toLowerCase()),
  );
  return {
    inLastDay: heard.inLastDay,
    lastAt: toTime(heard.lastAt),
    silentProjects: {
      total: silent.length,
      projectKeys: silent.slice(0, MAX_PROJECTS),
    },
  };
}
