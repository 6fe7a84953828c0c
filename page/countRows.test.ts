import { toPicture } from '../dev/rig/toPicture';
import { loadPage } from './loadPage';

const { countProjects, countReasons, countResults, toRows } = loadPage();

const row = (name: string, result: Result, why?: string) => {
  const [projectKey = '', repoSlug] = name.split('/');
  return { projectKey, repoSlug, result, why, files: [] };
};

const rows = toRows(
  toPicture({
    one: [
      row('OLD', 'out', 'left out by a filter'),
      row('ORG/people', 'in'),
      row('PLAT/api', 'in'),
      row('PLAT/docs', 'out', 'no such file'),
      row('PLAT/web', 'out', 'no such file'),
      row('PLAT/old', 'out', 'left out by a filter'),
      row('SECRET', 'unknown', 'GET x answered 401'),
    ],
    two: [row('ORG/people', 'unknown', 'GET y answered 400')],
  }),
);

describe('countResults', () => {
  it('counts repositories, and no row of a whole project', () => {
    expect({ ...countResults(rows) }).toEqual({ in: 2, out: 3, unknown: 1 });
  });
});

describe('countProjects', () => {
  it('counts each project of each provider, the largest first', () => {
    expect(
      countProjects(rows).map(({ projectId, ...counts }) => [
        projectId,
        ...[counts.in, counts.out, counts.unknown],
      ]),
    ).toEqual([
      ['0/PLAT', 1, 3, 0],
      ['0/ORG', 1, 0, 0],
      ['1/ORG', 0, 0, 1],
    ]);
  });
});

describe('countReasons', () => {
  it('counts repositories and projects by reason, the most frequent first', () => {
    expect(
      countReasons(rows).map(({ reason, repositories, projects }) => [
        ...[reason, repositories, projects],
      ]),
    ).toEqual([
      ['no such file', 2, 0],
      ['left out by a filter', 1, 1],
      ['unknown: no clear answer', 1, 1],
    ]);
  });
});
