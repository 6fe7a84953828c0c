import { toScmEvents } from './toScmEvents';
import type { LinkedRepository, WebhookEvent } from './types';

const antenna = { projectKey: 'ORBIT', repoSlug: 'antenna' };
const dish = { projectKey: 'ORBIT', repoSlug: 'dish' };

const toUrl = ({ repoSlug }: LinkedRepository) => `https://git.x/${repoSlug}/`;

describe('toScmEvents', () => {
  it.each<[WebhookEvent, object[]]>([
    [
      { type: 'push', repository: antenna, refs: ['refs/heads/main'] },
      [{ type: 'repository.updated', url: 'https://git.x/antenna' }],
    ],
    [
      { type: 'modified', old: antenna, new: dish },
      [
        {
          type: 'repository.moved',
          fromUrl: 'https://git.x/antenna',
          toUrl: 'https://git.x/dish',
        },
      ],
    ],
    [
      { type: 'modified', old: antenna, new: antenna },
      [{ type: 'repository.updated', url: 'https://git.x/antenna' }],
    ],
    [{ type: 'created', repository: antenna }, []],
    [{ type: 'deleted', repository: antenna }, []],
    [{ type: 'default-branch-modified', repository: antenna }, []],
    [{ type: 'project-modified', projectKeys: ['ORBIT'] }, []],
  ])('maps %j to %j', (event, events) => {
    expect(toScmEvents(event, { toUrl })).toEqual(events);
  });

  it.each<[WebhookEvent]>([
    [{ type: 'push', repository: antenna, refs: ['refs/heads/main'] }],
    [{ type: 'modified', old: antenna, new: dish }],
    [{ type: 'modified', old: dish, new: antenna }],
  ])('gives nothing for %j where antenna has no address', event => {
    const toUrlOfDish = (hint: LinkedRepository) =>
      hint.repoSlug === 'dish' ? toUrl(hint) : undefined;

    expect(toScmEvents(event, { toUrl: toUrlOfDish })).toBeUndefined();
  });
});
