import { RequestError, Webhook } from '../bitbucket';
import { toJudgement } from './testing/toJudgement';
import { isWell, toResultWord } from './toResultWord';
import { Deed, Deliveries, Judgement, SetupRow } from './types';

const webhook = { id: 1 } as Webhook;
const failing: Deliveries = { verdict: 'failing', successes: 0, failures: 1 };
const error = { message: 'GET x answered 401' } as RequestError;

function toRow(
  found: Partial<Judgement>,
  others: Partial<SetupRow> = {},
): SetupRow {
  return {
    scope: { projectKey: 'ORG' },
    found: toJudgement(webhook, found),
    done: [],
    ...others,
  };
}

const did = (...done: Deed[]) => ({ done });
const missing = { webhook: undefined, faults: ['missing'] } as const;
const wrong = { faults: ['inactive'] } as const;
const doubled = { duplicates: [webhook] };

describe('toResultWord', () => {
  it.each([
    ['ok', toRow({}), true],
    ['ok', toRow({ isSecretHidden: true }), true],
    ['ok', toRow({ isSecretHidden: true }, did({ what: 'rewrite', id: 1 })), true],
    ['missing', toRow(missing), false],
    ['made', toRow(missing, did({ what: 'make', id: 1 })), true],
    ['wrong', toRow(wrong), false],
    ['wrong', toRow({ ...wrong, ...doubled }), false],
    ['wrong', toRow({ ...wrong, ...doubled }, did({ what: 'remove', id: 2 })), false],
    ['mended', toRow(wrong, did({ what: 'mend', id: 1 })), true],
    ['doubled', toRow(doubled), false],
    ['doubled', toRow({ ...wrong, ...doubled }, did({ what: 'mend', id: 1 })), false],
    ['mended', toRow(doubled, did({ what: 'remove', id: 2 })), true],
    ['failing', toRow({}, { deliveries: failing }), false],
    [
      'mended',
      toRow(wrong, { deliveries: failing, done: [{ what: 'mend', id: 1 }] }),
      true,
    ],
    [
      'failing',
      toRow(doubled, { deliveries: failing, done: [{ what: 'remove', id: 2 }] }),
      false,
    ],
    ['failed', toRow({}, { error }), false],
    ['failed', toRow(wrong, { error, done: [{ what: 'mend', id: 1 }] }), false],
    ['failed', { scope: { projectKey: 'ORG' }, done: [], error }, false],
  ])('is %s for %j', (word, row, expected) => {
    expect(toResultWord(row)).toBe(word);
    expect(isWell(row)).toBe(expected);
  });
});
