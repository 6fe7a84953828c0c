import { askStandIn } from '../askStandIn';
import { StandInBitbucket } from '../StandInBitbucket';

describe('listRecentRepositories', () => {
  const path = '/profile/recent/repos';
  const standIn = new StandInBitbucket({
    baseUrl: 'https://git.example.com',
    anonymous: 'public',
    projects: [{ key: 'ONE', public: true }],
    repositories: [{ project: 'ONE', slug: 'alpha' }],
  });

  it('lists repositories to a signed-in user', () => {
    const headers = { authorization: 'Bearer any' };
    const { json } = askStandIn(standIn, { path, headers });
    expect(json).toMatchObject({ values: [{ slug: 'alpha' }] });
  });

  it('answers 401 to an anonymous request', () => {
    expect(askStandIn(standIn, { path }).status).toBe(401);
  });
});
