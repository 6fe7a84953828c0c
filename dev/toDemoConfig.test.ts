import { toStandInCatalog } from './toDemoConfig';

describe('toStandInCatalog', () => {
  it('leaves changes to webhooks, so that no run scrolls the table away', () => {
    const { providers } = toStandInCatalog({ url: 'http://127.0.0.1:1' });

    expect(providers).toMatchObject({
      bitbucketServer: {
        root: { schedule: { frequency: { minutes: 30 } } },
        folder: { schedule: { frequency: { minutes: 30 } } },
      },
    });
  });
});
