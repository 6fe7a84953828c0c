import { ProjectKeySet } from './ProjectKeySet';

describe('ProjectKeySet', () => {
  it('notes a project once, whatever the letter case', () => {
    const seen = new ProjectKeySet();
    expect(seen.isEmpty).toBe(true);
    expect(seen.add('PRJ')).toBe(true);
    expect(seen.add('prj')).toBe(false);
    expect(seen.isEmpty).toBe(false);
  });
});
