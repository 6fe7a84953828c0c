import type { StandInRepository } from '../../dev/standin/types';
import { StandInBitbucket } from '../../dev/standin/StandInBitbucket';
import { isOutOfSight } from './isOutOfSight';
import { scopes } from './scopes';

const baseUrl = 'http://127.0.0.1:1';
const target = `${baseUrl}/projects/ALPHA/repos/one/browse/catalog-info.yaml`;
const scope = scopes[0]!;

function isHiddenWith(
  change: Partial<StandInRepository>,
  options: { projectHidden?: true } = {},
): boolean {
  const { model } = new StandInBitbucket({
    baseUrl,
    projects: [{ key: 'ALPHA', hidden: options.projectHidden }],
    repositories: [{ project: 'ALPHA', slug: 'one', ...change }],
  });
  return isOutOfSight(target, { model, scope });
}

describe('isOutOfSight', () => {
  it('is so for what is hidden, and for what is not AVAILABLE', () => {
    expect(isHiddenWith({ hidden: true })).toBe(true);
    expect(isHiddenWith({}, { projectHidden: true })).toBe(true);
    expect(isHiddenWith({ slug: 'other' }, { projectHidden: true })).toBe(true);
    expect(isHiddenWith({ state: 'OFFLINE' })).toBe(true);
  });

  it('is not so for what can be seen, and for what is gone', () => {
    expect(isHiddenWith({})).toBe(false);
    expect(isHiddenWith({ slug: 'other' })).toBe(false);
  });

  it('is so for the old name of what is not AVAILABLE under its new one', () => {
    const { model } = new StandInBitbucket({
      baseUrl,
      projects: [{ key: 'ALPHA' }],
      repositories: [
        { project: 'ALPHA', slug: 'new', id: 7, state: 'OFFLINE' },
      ],
    });
    const formerly = new Map([['ALPHA/one', 7]]);
    expect(isOutOfSight(target, { model, scope, formerly })).toBe(true);
    expect(isOutOfSight(target, { model, scope })).toBe(false);
  });

  it('is so for what is hidden in a personal project', () => {
    const { model } = new StandInBitbucket({
      baseUrl,
      projects: [{ key: '~kim' }],
      repositories: [{ project: '~kim', slug: 'one', hidden: true }],
    });
    const personal = `${baseUrl}/users/kim/repos/one/browse/catalog-info.yaml`;
    expect(isOutOfSight(personal, { model, scope })).toBe(true);
  });

  it('is not so where the list shows enough for a filter to decide', () => {
    expect(isHiddenWith({ state: 'OFFLINE', archived: true })).toBe(false);
    expect(isHiddenWith({ hidden: true, archived: true })).toBe(true);
  });
});
