import {
  BEFORE,
  CHECK,
  CHECKED_A,
  FIRST_CALL,
  json,
  LIST,
  notFound,
  PROXY_404,
  UNCHECKED_A,
  UP_TO_DATE,
} from './scene';
import type { FaultRow } from './types';

function onCheck(
  times: number,
  row: Pick<FaultRow, 'fault' | 'does' | 'rules'>,
): FaultRow {
  return {
    holds: 'kept',
    // A file that nobody can see while the repository is unknown.
    arrange: rig =>
      rig.standIn.removeFile('A', { slug: 'one', path: 'catalog-info.yaml' }),
    after: UP_TO_DATE,
    afterRecovery: UP_TO_DATE.filter(name => name !== 'A/one'),
    requests: { '/projects/A/repos/one/browse': times },
    ...row,
  };
}

function onceOnCheck(row: Pick<FaultRow, 'fault' | 'rules'>): FaultRow {
  return {
    does: 'asked again',
    holds: 'current',
    after: UP_TO_DATE,
    requests: { '/projects/A/repos/one/browse': 2 },
    ...row,
  };
}

/** The server, or what stands before it, gives no proper answer. */
export const brokenAnswers: readonly FaultRow[] = [
  onceOnCheck({
    fault: '500 once',
    rules: [{ match: CHECK, times: 1, respond: { status: 500 } }],
  }),
  onCheck(2, {
    fault: '500 for ever',
    does: 'asked once more, then unknown',
    rules: [{ match: CHECK, respond: { status: 500 } }],
  }),
  onCheck(5, {
    fault: '503 for ever',
    does: 'asked four times more, then unknown',
    rules: [{ match: CHECK, respond: { status: 503 } }],
  }),
  onceOnCheck({
    fault: 'connection reset once',
    rules: [{ match: CHECK, times: 1, respond: 'reset' }],
  }),
  onCheck(5, {
    fault: 'connection reset for ever',
    does: 'asked four times more, then unknown',
    rules: [{ match: CHECK, respond: 'reset' }],
  }),
  onCheck(5, {
    fault: 'answer that does not come within 30 s',
    does: 'asked four times more, then unknown',
    rules: [{ match: CHECK, respond: 'hang' }],
  }),
  onceOnCheck({
    fault: 'body cut off once',
    rules: [{ match: CHECK, times: 1, respond: 'cut' }],
  }),
  onCheck(5, {
    fault: 'body cut off for ever',
    does: 'asked four times more, then unknown',
    rules: [{ match: CHECK, respond: 'cut' }],
  }),
  onCheck(1, {
    fault: 'HTML with 200 in a look',
    does: 'unknown',
    rules: [{ match: CHECK, respond: 'html' }],
  }),
  onCheck(1, {
    fault: 'JSON of another shape in a look',
    does: 'unknown',
    rules: [
      {
        match: CHECK,
        respond: {
          status: 200,
          headers: { 'content-type': 'application/json' },
          body: '{"status":"UP"}',
        },
      },
    ],
  }),
  {
    fault: 'HTML with 200 on a list',
    does: 'unknown',
    holds: 'kept',
    rules: [{ match: LIST, respond: 'html' }],
    fails: /in place of JSON/,
    after: UP_TO_DATE,
    requests: { '/projects/A/repos': 1, ...UNCHECKED_A },
    byName: { requests: CHECKED_A },
  },
  {
    fault: 'HTML with 200 on the first call',
    does: 'the run ends',
    holds: 'unchanged',
    rules: [{ match: FIRST_CALL, respond: 'html' }],
    fails: /in place of JSON/,
    after: BEFORE,
    requests: { '/projects': 1 },
    others: 'none',
  },
  {
    fault: 'JSON of another shape on a list',
    does: 'unknown',
    holds: 'kept',
    rules: [{ match: LIST, respond: json({ status: 'ok' }) }],
    fails: /another shape/,
    after: UP_TO_DATE,
    requests: { '/projects/A/repos': 1, ...UNCHECKED_A },
    byName: { requests: CHECKED_A },
  },
  onCheck(1, {
    fault: 'redirect to /login in a look',
    does: 'unknown',
    rules: [{ match: CHECK, respond: 'redirect-login' }],
  }),
  {
    fault: 'redirect to /login on the first call',
    does: 'the run ends',
    holds: 'unchanged',
    rules: [{ match: FIRST_CALL, respond: 'redirect-login' }],
    fails: /was redirected to/,
    after: BEFORE,
    requests: { '/projects': 1 },
    others: 'none',
  },
  onCheck(1, {
    fault: '404 from a proxy in a look',
    does: 'unknown',
    rules: [{ match: CHECK, respond: PROXY_404 }],
  }),
  {
    fault: '404 from a proxy on a list',
    does: 'unknown',
    holds: 'kept',
    rules: [{ match: LIST, respond: PROXY_404 }],
    fails: /answered 404/,
    after: UP_TO_DATE,
    requests: { '/projects/A/repos': 1, ...UNCHECKED_A },
    byName: { requests: CHECKED_A },
  },
  {
    fault: '404 from a proxy on the first call',
    does: 'the run ends',
    holds: 'unchanged',
    rules: [{ match: FIRST_CALL, respond: PROXY_404 }],
    fails: /answered 404/,
    after: BEFORE,
    requests: { '/projects': 1 },
    others: 'none',
  },
  onCheck(1, {
    fault: '404 with JSON that names no reason',
    does: 'unknown',
    rules: [{ match: CHECK, respond: notFound(null) }],
  }),
  onCheck(1, {
    fault: '404 with a reason that is not about absence',
    does: 'unknown',
    rules: [{ match: CHECK, respond: notFound('com.example.Gone') }],
  }),
  {
    fault: '204 to a list',
    does: 'unknown',
    holds: 'kept',
    rules: [{ match: LIST, respond: { status: 204 } }],
    fails: /answered 204/,
    after: UP_TO_DATE,
    requests: { '/projects/A/repos': 1, ...UNCHECKED_A },
    byName: { requests: CHECKED_A },
  },
];
