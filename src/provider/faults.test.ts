import {
  breakRig,
  expectEnd,
  FaultRow,
  faultRows,
  toNames,
  UP_TO_DATE,
  USUAL_REQUESTS,
  USUAL_REQUESTS_BY_NAME,
} from '../../dev/rig/faultRows';
import { useSqlite } from '../../dev/rig/useSqlite';
import type { ProviderRig } from '../../dev/rig/ProviderRig';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';

const network = useTestNetwork();
const openSqlite = useSqlite();

function toCounts(rig: ProviderRig): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const path of rig.paths) {
    counts[path] = (counts[path] ?? 0) + 1;
  }
  return counts;
}

/** A row as whoever knows repositories by their names alone meets it. */
function toByName({ byName = {}, ...row }: FaultRow): FaultRow {
  return {
    ...row,
    ...byName,
    requests: { ...row.requests, ...byName.requests },
  };
}

function expectRequests(
  rig: ProviderRig,
  row: FaultRow,
  { usual }: { usual: Readonly<Record<string, number>> },
): void {
  if (row.others === 'any') {
    expect(toCounts(rig)).toMatchObject(row.requests);
    return;
  }
  const expected = {
    ...(row.others === 'none' ? {} : usual),
    ...row.requests,
  };
  expect(toCounts(rig)).toEqual(
    Object.fromEntries(
      Object.entries(expected).filter(([, count]) => count > 0),
    ),
  );
}

function expectOutcome(
  rig: ProviderRig,
  row: FaultRow,
  options: { error: unknown; usual: Readonly<Record<string, number>> },
): void {
  expectEnd(rig, { row, error: options.error });
  expectRequests(rig, row, options);
  expect(rig.log.at('error')).toHaveLength(row.fails ? 1 : 0);
  expect(rig.standIn.unknownRequests).toEqual([]);
  row.verify?.(rig);
}

async function recover(rig: ProviderRig, row: FaultRow): Promise<void> {
  rig.breakWith();
  rig.catalog.readFailure = undefined;
  rig.catalog.writeFailure = undefined;
  rig.catalog.hangs = false;
  for (const project of rig.standIn.model.projects()) {
    project.hidden = false;
    for (const each of rig.standIn.model.repositoriesOf(project.key)) {
      each.hidden = false;
      each.state = 'AVAILABLE';
    }
  }
  row.recover?.(rig);
  // A host that has refused or was down is left alone for a while.
  await jest.advanceTimersByTimeAsync(2 * 60 * 60_000);
}

function toSignal({ abortAfterMs }: FaultRow): AbortSignal {
  const controller = new AbortController();
  if (abortAfterMs !== undefined) {
    setTimeout(() => controller.abort(), abortAfterMs);
  }
  return controller.signal;
}

describe.each(faultRows)('after $fault', row => {
  it('the catalog holds what the table says, in the same process', async () => {
    const rig = await breakRig(row, { network });
    const error = await rig.sweep({ signal: toSignal(row) });
    expectOutcome(rig, row, { error, usual: USUAL_REQUESTS });
  });

  it('the catalog holds what the table says, in a new process', async () => {
    const rig = await breakRig(row, { network });
    await rig.start();
    const error = await rig.sweep({ signal: toSignal(row) });
    expectOutcome(rig, toByName(row), { error, usual: USUAL_REQUESTS_BY_NAME });
  });

  it('the catalog holds what the table says, in a new process that shares the database', async () => {
    const database = openSqlite();
    const rig = await breakRig(row, { network, database });
    await rig.start();
    const error = await rig.sweep({ signal: toSignal(row) });
    expectOutcome(rig, row, { error, usual: USUAL_REQUESTS });
    await database.knex.destroy();
  });

  it('the next sweep without the fault makes everything up to date', async () => {
    const rig = await breakRig(row, { network });
    await rig.sweep({ signal: toSignal(row) });
    await recover(rig, row);
    const error = await rig.sweep();
    expect(toNames(rig)).toEqual(
      [...(row.afterRecovery ?? UP_TO_DATE)].sort(),
    );
    expect(Boolean(error)).toBe(row.failsForGood ?? false);
    expect(rig.catalog.mutations.at(-1)?.type).toBe(
      row.failsForGood ? 'delta' : 'full',
    );
  });
});
