import { Webhook } from '../bitbucket';
import { planDeeds } from './planDeeds';
import { toJudgement } from './testing/toJudgement';
import { Judgement } from './types';

const webhook: Webhook = {
  id: 1,
  name: 'Backstage',
  url: 'https://backstage.example.com/hook',
  events: [],
  active: true,
  configuration: {},
  hasCredentials: false,
};

function plan(
  found: Partial<Judgement>,
  options: { prune: boolean } = { prune: false },
) {
  return planDeeds(toJudgement(webhook, found), options);
}

describe('planDeeds', () => {
  it('makes one where there is none', () => {
    expect(plan({ webhook: undefined, faults: ['missing'] })).toEqual([
      { what: 'make' },
    ]);
  });

  it('does nothing where nothing is wrong', () => {
    expect(plan({})).toEqual([]);
    expect(plan({}, { prune: true })).toEqual([]);
  });

  it('mends all that is wrong at once', () => {
    const faults = ['inactive', 'events'] as const;
    expect(plan({ faults, isSecretHidden: true })).toEqual([
      { what: 'mend', id: 1 },
    ]);
  });

  it('writes a secret again that is not shown', () => {
    expect(plan({ isSecretHidden: true })).toEqual([
      { what: 'rewrite', id: 1 },
    ]);
  });

  it('leaves alone what signs in where it is sent to', () => {
    const own = { ...webhook, hasCredentials: true };
    expect(
      plan({ webhook: own, faults: ['inactive'], isSecretHidden: true }),
    ).toEqual([]);
  });

  it('removes duplicates last, and where that is asked for', () => {
    const found = {
      faults: ['secret'] as const,
      duplicates: [{ ...webhook, id: 7 }, { ...webhook, id: 4 }],
    };
    expect(plan(found)).toEqual([{ what: 'mend', id: 1 }]);
    expect(plan(found, { prune: true })).toEqual([
      { what: 'mend', id: 1 },
      { what: 'remove', id: 7 },
      { what: 'remove', id: 4 },
    ]);
  });
});
