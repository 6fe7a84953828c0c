const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { stopAll } = require('./processes');

/**
 * Runs a check in a temporary folder, says how it ended, and leaves neither
 * the folder nor a process behind.
 */
async function runCheck(check, { passed }) {
  // With its process gone, the step under way fails and all is cleaned up.
  process.once('SIGINT', stopAll);
  process.once('SIGTERM', stopAll);

  const temp = fs.mkdtempSync(path.join(os.tmpdir(), 'check-'));
  try {
    await check({ temp });
    console.log(`\n${passed}`);
  } catch (error) {
    console.error(`\n${error.stack}`);
    process.exitCode = 1;
  } finally {
    await stopAll();
    fs.rmSync(temp, { recursive: true, force: true, maxRetries: 5 });
  }
}

module.exports = { runCheck };
