import { withAsking } from './withAsking';

const url = 'https://git.example.com';

describe('withAsking', () => {
  it.each<[string, () => Promise<never>]>([
    ['is answered', async () => 'answer' as never],
    ['fails', async () => Promise.reject(new Error('no'))],
  ])('tells of a request from its beginning until it %s', async (_, answer) => {
    const told: string[] = [];
    const fetch = withAsking(async () => {
      told.push('asked');
      return answer();
    });
    const onAsking = () => {
      told.push('begun');
      return () => told.push('ended');
    };
    await fetch({ url, headers: {}, onAsking }).catch(() => {});
    expect(told).toEqual(['begun', 'asked', 'ended']);
  });
});
