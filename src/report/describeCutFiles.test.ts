import { CatalogFile } from '../discovery';
import { describeCutFiles } from './describeCutFiles';

const name = { projectKey: 'A', repoSlug: 'one' };
const repository = {
  ...name,
  state: 'AVAILABLE',
  archived: false,
  isPublic: false,
  isFork: false,
};
const files: CatalogFile[] = [
  { repository, path: 'a.yaml' },
  { repository, path: 'b.yaml' },
];

describe('describeCutFiles', () => {
  it('says of which repository how many are taken in, and what to do', () => {
    expect(
      describeCutFiles(name, { outcome: 'present', files, cutFrom: 4 }),
    ).toBe(
      'A/one has 4 catalog files, of which the first 2 are taken in; raise maxFilesPerRepository, or narrow catalogPath or ignorePaths',
    );
  });

  it('speaks of one in the singular', () => {
    expect(
      describeCutFiles(name, {
        outcome: 'present',
        files: files.slice(0, 1),
        cutFrom: 2,
      }),
    ).toContain('of which the first is taken in;');
  });

  it('says nothing where all are taken in, or there are none', () => {
    expect(describeCutFiles(name, { outcome: 'present', files })).toBe(
      undefined,
    );
    expect(
      describeCutFiles(name, { outcome: 'absent', reason: 'noFile' }),
    ).toBe(undefined);
  });
});
