import { toRedacted } from './toReason';

const FILE = 'git.example.com/projects/A/repos/b/browse/c.yaml';

describe('toRedacted', () => {
  it.each([
    ['a name and a password', `https://jane:hunter2@${FILE}`, `https://***@${FILE}`],
    ['a name alone', `https://token@${FILE}`, `https://***@${FILE}`],
    ['a password with an @', `https://jane:hu@ter@${FILE}`, `https://***@${FILE}`],
    ['an address without a scheme', `//jane:hunter2@${FILE}`, `//***@${FILE}`],
    ['a query', `https://${FILE}?access_token=abc`, `https://${FILE}?access_token=***`],
    ['a query of one word', `https://${FILE}?abc`, `https://${FILE}?***`],
    [
      'a query beside the branch',
      `https://${FILE}?at=x&token=a=b&u=1`,
      `https://${FILE}?at=x&token=***&u=***`,
    ],
    [
      'two addresses',
      `at url:https://a:b@${FILE}?t=1, from url:https://c:d@${FILE}?t=2`,
      `at url:https://***@${FILE}?t=*** from url:https://***@${FILE}?t=***`,
    ],
    [
      'two addresses in one word',
      `https://${FILE}?at=x,https://a:b@${FILE}?t=2`,
      `https://${FILE}?at=x,https://***@${FILE}?t=***`,
    ],
  ])('blots out the credentials of %s', (_, text, redacted) => {
    expect(toRedacted(text)).toBe(redacted);
  });

  it.each([
    `Reading from 'https://${FILE}?at=refs%2Fheads%2Fprod' is not allowed`,
    'https://git.example.com/projects/A/repos/b/browse/@scope/c.yaml',
    `https://${FILE}? Is a=b?c=d`,
    'mail jane@example.com',
  ])('leaves as it is: %s', text => {
    expect(toRedacted(text)).toBe(text);
  });

  it('reads a word of a million characters to its end', () => {
    const text = '://'.repeat(300_000);
    expect(toRedacted(text)).toBe(text);
  });
});
