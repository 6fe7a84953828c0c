import { toContentId } from '../etag';
import { createFileReads } from './createFileReads';
import { toTestFile } from './FakeServer';

/** The file that the catalog has read. */
export const file = toTestFile();

/** Git's id of a content. */
export const idOf = (text: string) => toContentId(Buffer.from(text));

/**
 * Prepares the tests of a file, whose time is driven, and gives what creates
 * the reads of a catalog that has read the file once.
 */
export function useReadScene() {
  beforeEach(() => {
    jest.useFakeTimers({
      now: Date.parse('2026-01-01T12:00:00Z'),
      doNotFake: ['nextTick', 'queueMicrotask'],
    });
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  return async function createScene(
    options: Parameters<typeof createFileReads>[0] = {},
  ) {
    const scene = createFileReads(options);
    scene.server.contents.set(file.path, 'one');
    const first = await scene.read(file);
    if (first === 'not modified') {
      throw new Error('nothing was read');
    }
    scene.server.reads.length = 0;
    scene.answers.length = 0;
    return { ...scene, etag: first.etag! };
  };
}
