import { context, trace } from '@opentelemetry/api';
import { Telemetry } from './Telemetry';

describe('Telemetry, where no SDK is installed', () => {
  it('does the work of a sweep, and throws what it throws', async () => {
    const provider = new Telemetry().ofHost('a.example.com').ofProvider('main');
    const toFailureKind = jest.fn(() => 'failed' as const);
    const sweep = (work: () => Promise<void>) =>
      provider.duringSweep(
        async each => {
          await each.whileInProject('A', work);
          expect(trace.getSpan(context.active())).toBeUndefined();
          return 'done';
        },
        { toFailureKind },
      );
    expect(await sweep(async () => {})).toBe('done');
    const failure = new Error('no answer');
    await expect(sweep(() => Promise.reject(failure))).rejects.toBe(failure);
    expect(toFailureKind).toHaveBeenCalledWith(failure);
  });
});
