import type { Entity } from '@backstage/catalog-model';
import { describeDiscovery } from './describeDiscovery';

const base = 'http://127.0.0.1:1/projects/ONE/repos/alpha/browse';

function entity(
  kind: string,
  options: { name: string; file?: string; spec?: Entity['spec'] },
): Entity {
  const { name, file, spec } = options;
  const annotations: Record<string, string> = file
    ? {
        'backstage.io/managed-by-location': `url:${file}`,
        'backstage.io/managed-by-origin-location': `url:${file}`,
      }
    : { 'bitbucket.org/discovered-by': 'bitbucketServer-provider:default' };
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, annotations },
    spec,
  };
}

describe('describeDiscovery', () => {
  it('lists what was found, where, and by whom, locations aside', () => {
    const entities = [
      entity('User', { name: 'jane', file: `${base}/people/jane.yaml` }),
      entity('Component', { name: 'alpha', file: `${base}/a.yaml` }),
      entity('Location', { name: 'l', spec: { target: `${base}/a.yaml` } }),
    ];
    expect(describeDiscovery({ tasks: [], entities }).split('\n')).toEqual([
      'kind       name   file                         found by',
      'Component  alpha  ONE/alpha: a.yaml            bitbucketServer-provider:default',
      'User       jane   ONE/alpha: people/jane.yaml  catalog.locations',
    ]);
  });

  it('shows forty rows at most, and counts the others', () => {
    const entities = Array.from({ length: 42 }, (_, index) =>
      entity('Component', { name: `c${index}`, file: `${base}/a.yaml` }),
    );
    const lines = describeDiscovery({ tasks: [], entities }).split('\n');
    expect(lines).toHaveLength(42);
    expect(lines.at(-1)).toBe('… and 2 more');
  });

  it('says why a provider has found nothing', () => {
    const taskId = 'bitbucketServer-provider:default:refresh';
    const taskState = { lastRunError: '{"message":"it is down"}' };
    expect(
      describeDiscovery({ tasks: [{ taskId, taskState }], entities: [] }),
    ).toBe(`The catalog is empty.\n${taskId} failed: it is down`);
  });
});
