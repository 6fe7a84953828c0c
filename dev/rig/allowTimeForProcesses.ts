// Longer than pollUntil waits for what never comes, so that a test says what that was.
jest.setTimeout(300_000);
