import type { StandInBitbucket } from '../StandInBitbucket';
import type { StandInRequest, StandInResponse } from '../types';
import type { StandInFaults } from './StandInFaults';

/**
 * What is to be sent; `cut` sends half of the body only.
 */
export type Delivery =
  | { kind: 'response' | 'cut'; response: StandInResponse }
  | { kind: 'reset' }
  | { kind: 'hang' };

function answerOrFail(
  request: StandInRequest,
  options: { standIn: StandInBitbucket; requestNumber: number },
): StandInResponse {
  try {
    return options.standIn.answerLogged(request, options);
  } catch (error) {
    return {
      status: 500,
      headers: { 'Content-Type': 'text/plain;charset=UTF-8' },
      body: `The stand-in failed: ${String(error)}`,
    };
  }
}

/**
 * Answers a request after all the trouble that is ordered; every request is
 * logged as it comes in, whatever becomes of it.
 */
export async function answerWithFaults(
  request: StandInRequest,
  options: { standIn: StandInBitbucket; faults?: StandInFaults },
): Promise<Delivery> {
  const { standIn, faults } = options;
  const requestNumber = standIn.log.add(request);
  const answer = () => answerOrFail(request, { standIn, requestNumber });
  if (!faults) {
    return { kind: 'response', response: answer() };
  }
  const { baseUrl } = standIn;
  const fate = faults.decide(request, { baseUrl });
  const { latencyMs } = faults;
  if (latencyMs > 0) {
    await new Promise(resolve => {
      setTimeout(resolve, latencyMs);
    });
  }
  switch (fate.kind) {
    case 'answer':
    case 'cut':
      return {
        kind: fate.kind === 'cut' ? 'cut' : 'response',
        response: answer(),
      };
    case 'hold':
      await fate.released;
      return { kind: 'response', response: answer() };
    case 'respond':
      return { kind: 'response', response: fate.response };
    default:
      return { kind: fate.kind };
  }
}
