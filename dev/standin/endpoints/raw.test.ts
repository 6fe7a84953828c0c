import { askStandIn } from '../askStandIn';
import { StandInBitbucket } from '../StandInBitbucket';

const files = { 'a/x y.yaml': 'kind: Ü\r\n', 'b.bin': '\0' };
const standIn = new StandInBitbucket({
  baseUrl: 'https://git.example.com',
  projects: [{ key: 'ONE' }],
  repositories: [{ project: 'ONE', slug: 'alpha', files }],
});

function ask(path: string) {
  return askStandIn(standIn, { path: `/projects/ONE/repos/alpha/raw${path}` });
}

describe('getRaw', () => {
  it('answers the text as it is', () => {
    expect(ask('/a/x%20y.yaml?at=refs%2Fheads%2Fmain')).toMatchObject({
      status: 200,
      headers: { 'Content-Type': 'text/plain;charset=UTF-8' },
      text: 'kind: Ü\r\n',
    });
  });

  it('answers a binary file as octets', () => {
    expect(ask('/b.bin').headers['Content-Type']).toBe(
      'application/octet-stream',
    );
  });

  it('answers errors as JSON', () => {
    expect(ask('/nope.yaml')).toMatchObject({
      status: 404,
      headers: { 'Content-Type': 'application/json;charset=UTF-8' },
      json: {
        errors: [
          {
            message:
              'The path "nope.yaml" does not exist at revision "refs/heads/main"',
            exceptionName:
              'com.atlassian.bitbucket.content.NoSuchPathException',
          },
        ],
      },
    });
  });

  it('refuses a directory', () => {
    expect(ask('/a').status).toBe(400);
  });
});
