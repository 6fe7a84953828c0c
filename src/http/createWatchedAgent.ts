import type { Agent, ClientRequest } from 'node:http';

/** What Node hands a request to; its types leave that out. */
interface RequestTaker {
  addRequest(request: ClientRequest, options: unknown): void;
}

/**
 * Makes an agent that is another one, and tells what breaks a request.
 *
 * @remarks
 * Once an answer has begun, node-fetch tells nobody what breaks its request,
 * and drops what has not been read of the body, which then ends like one that
 * is complete.
 */
export function createWatchedAgent(
  agent: Agent,
  { onError }: { onError: (error: Error) => void },
): Agent {
  const taker = agent as Agent & RequestTaker;
  const addRequest: RequestTaker['addRequest'] = (request, options) => {
    request.on('error', onError);
    taker.addRequest(request, options);
  };
  return Object.create(agent, { addRequest: { value: addRequest } });
}
