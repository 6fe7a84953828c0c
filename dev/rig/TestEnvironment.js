const { AsyncLocalStorage } = require('node:async_hooks');
const { TestEnvironment: NodeEnvironment } = require('jest-environment-node');

const { prototype } = AsyncLocalStorage;

/**
 * Ends with a file of tests all async contexts that were begun in it.
 *
 * @remarks
 * jest-circus begins one in each file, and others come with what is imported.
 * Up to Node 22 every promise walks over all that were ever begun in the
 * process: after a hundred files a promise took several times as long.
 */
module.exports = class TestEnvironment extends NodeEnvironment {
  async setup() {
    await super.setup();
    const begun = new Set();
    const { run, enterWith } = prototype;
    prototype.run = function runAndNote(...args) {
      begun.add(this);
      return run.apply(this, args);
    };
    prototype.enterWith = function enterAndNote(...args) {
      begun.add(this);
      return enterWith.apply(this, args);
    };
    this.endContexts = () => {
      Object.assign(prototype, { run, enterWith });
      begun.forEach(context => context.disable());
    };
  }

  async teardown() {
    this.endContexts();
    await super.teardown();
  }
};
