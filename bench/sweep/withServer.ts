import type { FaultSettings } from '../../dev/standin/faults/types';
import type { GenerateOptions } from '../../dev/standin/generate';
import { startStandInProcess } from '../../dev/standin/startStandInProcess';
import { describeMeasurement } from './describeMeasurement';
import { sweepInProcess } from './sweepInProcess';
import type { Measurement, ModuleName, SweepSettings } from './types';

const token = 'bench-token';
const warmUpServer = {
  projects: 20,
  repositoriesPerProject: 50,
  filesEvery: 5,
};

/**
 * Sweeps a server once with a module and measures it.
 */
export type Sweep = (
  module: ModuleName,
  options?: Omit<
    SweepSettings,
    'module' | 'restApi' | 'token' | 'warmUpRestApi'
  > & {
    /** The server goes on where the sweep before has left it. */
    goesOn?: true;
  },
) => Promise<Measurement>;

/**
 * Starts a server for as long as it is used. Every sweep of it begins with
 * counts at zero and the same trouble anew.
 */
export async function withServer<T>(
  options: {
    generate: GenerateOptions;
    faults: FaultSettings;
    /** Each process sweeps another server first, and is not timed. */
    isWarm?: true;
  },
  use: (sweep: Sweep) => Promise<T>,
): Promise<T> {
  const { generate, faults, isWarm } = options;
  const credentials = { token };
  const server = await startStandInProcess({ generate, credentials });
  const warmUp = isWarm
    ? await startStandInProcess({ generate: warmUpServer, credentials })
    : undefined;
  const repositories = generate.projects * generate.repositoriesPerProject;
  const sweep: Sweep = async (module, { goesOn, ...settings } = {}) => {
    if (!goesOn) {
      await server.resetStats();
      await server.setFaults(faults);
    }
    const result = await sweepInProcess({
      module,
      token,
      restApi: server.restApi,
      warmUpRestApi: warmUp?.restApi,
      ...settings,
    });
    const stats = await server.stats();
    const measurement = { module, repositories, ...result, stats };
    process.stderr.write(`  ${describeMeasurement(measurement)}\n`);
    return measurement;
  };
  try {
    return await use(sweep);
  } finally {
    await server.stop();
    await warmUp?.stop();
  }
}
