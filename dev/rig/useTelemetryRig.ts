import { ProviderRig, ProviderRigOptions } from './ProviderRig';
import { useTelemetry } from './useTelemetry';
import { useTestNetwork } from './useTestNetwork';

const FILE = { 'catalog-info.yaml': '' };

/** The attributes of what is measured of the provider. */
export const host = 'git.example.com';
export const provider = 'main';

/**
 * Prepares the tests of a file, and gives what reads metrics and spans, and
 * what creates a provider whose sweep has something of everything to measure.
 */
export function useTelemetryRig() {
  const network = useTestNetwork();
  const telemetry = useTelemetry();

  function createRig(options: Partial<ProviderRigOptions> = {}): ProviderRig {
    return new ProviderRig({
      network,
      standIn: {
        projects: [{ key: 'A' }, { key: 'B' }, { key: 'LEFT' }],
        repositories: [
          { project: 'A', slug: 'one', files: FILE },
          { project: 'B', slug: 'one', files: FILE },
          { project: 'B', slug: 'two', files: { x: '' } },
          { project: 'B', slug: 'old', files: FILE, archived: true },
        ],
      },
      providers: {
        main: { filters: { projectKey: '^.$', skipArchivedRepos: true } },
      },
      ...options,
    });
  }

  return { network, telemetry, createRig };
}
