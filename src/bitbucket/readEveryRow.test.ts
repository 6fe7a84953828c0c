import { toArray } from '../../dev/rig/toArray';
import { readEveryRow } from './readEveryRow';
import { Answer } from './RestClient';

const url = 'https://git.example.com/rest/api/1.0/x';

async function* toPages(unreadable: (string | undefined)[]) {
  for (const each of unreadable) {
    const value = { unreadable: each };
    yield { url, value, headers: new Headers() } satisfies Answer<object>;
  }
}

describe('readEveryRow', () => {
  it('passes on the pages of a list that is read whole', async () => {
    const pages = readEveryRow(toPages([undefined, undefined]));
    expect(await toArray(pages)).toHaveLength(2);
  });

  it('throws behind the last page where a row could not be read', async () => {
    const seen: unknown[] = [];
    const read = async () => {
      for await (const page of readEveryRow(toPages(['values.0: no', undefined]))) {
        seen.push(page);
      }
    };
    await expect(read()).rejects.toMatchObject({
      name: 'UnexpectedAnswerError',
      message: `GET ${url} was answered with a row of another shape: values.0: no`,
    });
    expect(seen).toHaveLength(2);
  });
});
