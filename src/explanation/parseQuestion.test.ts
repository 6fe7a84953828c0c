import { parseQuestion } from './parseQuestion';

const host = 'git.example.com';
const name = { projectKey: 'PLAT', repoSlug: 'api' };

describe('parseQuestion', () => {
  it.each(['PLAT/api', ' PLAT/api ', 'PLAT/api.git'])(
    'takes %j as a name, of whatever host',
    text => {
      expect(parseQuestion(text)).toEqual(name);
    },
  );

  it('takes the key of a personal project', () => {
    expect(parseQuestion('~jane/notes')).toEqual({
      projectKey: '~jane',
      repoSlug: 'notes',
    });
  });

  it.each([
    `https://${host}/projects/PLAT/repos/api`,
    `https://${host}/projects/PLAT/repos/api/browse/catalog-info.yaml?at=main`,
    `https://${host}/projects/PLAT/repos/api/pull-requests/7`,
    `https://${host}/rest/api/1.0/projects/PLAT/repos/api`,
    `https://${host}/rest/api/latest/projects/PLAT/repos/api/browse`,
    `https://${host}/bitbucket/scm/PLAT/api.git`,
    `ssh://git@${host}/PLAT/api.git`,
    `git@${host}:PLAT/api.git`,
    `url:https://${host}/projects/PLAT/repos/api/browse/catalog-info.yaml`,
  ])('takes %s as an address', text => {
    expect(parseQuestion(text)).toEqual({ ...name, host });
  });

  it('keeps the port of an address', () => {
    const { host: given } = parseQuestion(`ssh://git@${host}:7999/plat/api.git`);
    expect(given).toBe(`${host}:7999`);
  });

  it.each(['', 'PLAT', 'a/b/c', 'https://git.example.com/dashboard'])(
    'refuses %j, and says what to give',
    text => {
      expect(() => parseQuestion(text)).toThrow(/give one such as PLAT\/api/);
    },
  );
});
