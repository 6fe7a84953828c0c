import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { Explainer } from './Explainer';
import { bitbucketServerDiscoveryReadPermission, Guard } from './Guard';
import { parseQuestion } from './parseQuestion';
import { toExplainInput, toExplainOutput } from './schemas';
import { toStatusOutput } from './toStatusOutput';

const attributes = { readOnly: true, idempotent: true, destructive: false };

/** Registers what may be asked about discovery as actions of the backend. */
export function registerActions(
  registry: ActionsRegistryService,
  { explainer, guard }: { explainer: Explainer; guard: Guard },
): void {
  // Older releases show an action to everybody, so each asks by itself too.
  const visibilityPermission = bitbucketServerDiscoveryReadPermission;
  registry.register({
    name: 'bitbucket-server-explain-repository',
    title: 'Explain a repository of Bitbucket Server',
    description:
      'Says why a repository of a Bitbucket Server is in the Backstage catalog or not: for each provider whether it is in or out, which filter, branch or missing file is to blame, which catalog files and entities it has, which of them the catalog cannot read and how to mend that, when it was last looked at and when it will be again. Good for questions such as "why is my repository not in the catalog?".',
    schema: { input: toExplainInput, output: toExplainOutput },
    attributes,
    visibilityPermission,
    action: async ({ input, credentials }) => {
      await guard.assertAllowed(credentials);
      const { host, fresh } = input;
      const output = await explainer.explain(
        {
          ...parseQuestion(input.repository),
          ...(host !== undefined && { host }),
          ...(fresh && { look: 'now' }),
        },
        { credentials },
      );
      return { output };
    },
  });
  registry.register({
    name: 'bitbucket-server-discovery-status',
    title: 'Show how the discovery of Bitbucket Server fares',
    description:
      'Says how the discovery of catalog files on Bitbucket Servers fares: for each provider its last runs and the next one, how many repositories are in and out and why, what could not be looked at, how old the oldest answer is, at which pace the server is asked, how many webhooks came within a day and from which projects none ever did, and which files the catalog cannot read.',
    schema: { input: z => z.object({}), output: toStatusOutput },
    attributes,
    visibilityPermission,
    action: async ({ credentials }) => {
      await guard.assertAllowed(credentials);
      return { output: await explainer.readStatus() };
    },
  });
}
