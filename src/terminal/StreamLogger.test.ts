import { StreamLogger } from './StreamLogger';

describe('StreamLogger', () => {
  it('writes warnings and errors, with what would steer a terminal written out', () => {
    const written: string[] = [];
    const logger = new StreamLogger({
      stream: { write: text => written.push(text) },
    });
    logger.warn('the server links to https://\x1b[2Jgit.example.com');
    logger.error('it failed\nin two lines');
    logger.info();
    expect(written).toEqual([
      'warning: the server links to https://\\x1b[2Jgit.example.com\n',
      'error: it failed\nin two lines\n',
    ]);
  });
});
