import { toRefusals } from './toRefusals';

describe('toRefusals', () => {
  it('counts the refusals to a hundred answers', () => {
    const byStatus = { 200: 380, 404: 20, 429: 30 };
    expect(toRefusals({ requests: 430, byStatus })).toEqual({
      answered: 400,
      refusedPer100: 7.5,
    });
  });
});
