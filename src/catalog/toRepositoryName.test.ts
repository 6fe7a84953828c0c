import { Entity } from '@backstage/catalog-model';
import { toRepositoryName, toTarget } from './toRepositoryName';

const LOCATION = 'backstage.io/managed-by-location';
const FILE = 'https://git.example.com/projects/PRJ/repos/one/browse/a.yaml';

function entity(options: {
  kind?: string;
  target?: unknown;
  location?: string;
}): Entity {
  const { kind = 'Location', target, location } = options;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name: 'one',
      ...(location && { annotations: { [LOCATION]: location } }),
    },
    spec: { type: 'url', target: target as string },
  };
}

describe('toTarget', () => {
  it.each([
    ['the target of a Location', entity({ target: FILE }), FILE],
    [
      'the target of a Location rather than where that is from',
      entity({ target: FILE, location: 'url:https://elsewhere.example.com' }),
      FILE,
    ],
    [
      'where a Location without a target is from',
      entity({ location: `url:${FILE}` }),
      FILE,
    ],
    [
      'where a Location is from whose target is no text',
      entity({ target: 7, location: `url:${FILE}` }),
      FILE,
    ],
    [
      'where another entity is from, whatever its target',
      entity({ kind: 'API', target: 'x', location: `url:${FILE}` }),
      FILE,
    ],
    ['nothing of an entity from nowhere', entity({ kind: 'API' }), ''],
    [
      'nothing of an entity from something that is no location',
      entity({ kind: 'API', location: 'rubbish' }),
      '',
    ],
  ])('gives %s', (_, given, target) => {
    expect(toTarget(given)).toBe(target);
  });
});

describe('toRepositoryName', () => {
  it('names the repository of a Location', () => {
    expect(toRepositoryName(entity({ target: FILE }))).toMatchObject({
      projectKey: 'PRJ',
      repoSlug: 'one',
    });
  });

  it('names the repository of an entity that a parser made', () => {
    const made = entity({ kind: 'API', location: `url:${FILE}` });
    expect(toRepositoryName(made)).toMatchObject({
      projectKey: 'PRJ',
      repoSlug: 'one',
    });
  });

  it('gives a personal project its tilde', () => {
    const target =
      'https://git.example.com/users/noor/repos/notes/browse/a.yaml';
    expect(toRepositoryName(entity({ target }))).toMatchObject({
      projectKey: '~noor',
      repoSlug: 'notes',
    });
  });

  it('names none where the address is that of no repository', () => {
    const target = 'https://git.example.com/dashboard';
    expect(toRepositoryName(entity({ target }))).toBeUndefined();
    expect(toRepositoryName(entity({ kind: 'API' }))).toBeUndefined();
  });
});
