import { POLL_DEADLINE_MS } from '../pollUntil';

// Longer than two polls of which the second waits for what never comes, so that
// a test says what that was.
jest.setTimeout(2.5 * POLL_DEADLINE_MS);
