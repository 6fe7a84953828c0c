import { PictureFile } from '../picture';
import {
  EXIT_CODES,
  loadConfig,
  ProgressBar,
  StreamLogger,
  toPrintable,
  unlessInterrupted,
} from '../terminal';
import {
  describeRepositoryPreview,
  describeSweepPreview,
} from './describePreview';
import { parseArguments, PreviewArguments } from './parseArguments';
import { previewRepository } from './previewRepository';
import { previewSweep } from './previewSweep';
import { readPreviewedProviders } from './readPreviewedProviders';
import { toPicture } from './toPicture';
import { toPreviewDocument } from './toPreviewDocument';
import { PreviewedProvider, RepositoryPreview, SweepPreview } from './types';

/**
 * What a preview reads and where it writes.
 *
 * @public
 */
export interface RunPreviewOptions {
  /** The words behind the command, such as `['preview', '--json']`. */
  readonly args: readonly string[];
  /** Gets the preview, and nothing else. */
  readonly stdout: NodeJS.WritableStream;
  /** Gets errors, warnings and, where it is a terminal, the progress bar. */
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
  /** Ends the preview; the exit code is then 130. */
  readonly signal?: AbortSignal;
  /** The clock, in ms since 1970; `Date.now` by default. */
  readonly now?: () => number;
}

/**
 * Sweeps without a catalog, writes what was found, and gives the exit code: 0,
 * 1 for a sweep that failed or is incomplete, or a file that could not be
 * written, 2 for a command line or
 * configuration that cannot be used, 130 where it was interrupted.
 *
 * @public
 */
export async function runPreview(options: RunPreviewOptions): Promise<number> {
  const given = parseArguments(options.args, options);
  return 'exitCode' in given ? given.exitCode : previewGiven(given, options);
}

/** The same, once the command line is parsed. */
export async function previewGiven(
  given: PreviewArguments,
  options: Omit<RunPreviewOptions, 'args'>,
): Promise<number> {
  const { stderr, signal = new AbortController().signal } = options;
  const { html: name } = given;
  const picture = name === undefined ? undefined : new PictureFile({ name });
  let providers: PreviewedProvider[];
  try {
    await picture?.assertWritable();
    providers = readPreviewedProviders(await loadConfig(given.configFiles), {
      providerId: given.providerId,
      logger: new StreamLogger({ stream: stderr }),
    });
  } catch (error) {
    stderr.write(`${error instanceof Error ? error.message : error}\n`);
    return EXIT_CODES.badConfiguration;
  }
  return unlessInterrupted(
    async () => {
      const underWay = { ...options, given, signal };
      const previews = await previewAll(providers, underWay);
      const isDrawn = await draw(picture, { ...options, previews });
      return previews.some(hasFailed) || !isDrawn
        ? EXIT_CODES.failed
        : EXIT_CODES.done;
    },
    { stderr, signal },
  );
}

/** Gives whether there is a picture where one is asked for. */
async function draw(
  file: PictureFile | undefined,
  options: Pick<RunPreviewOptions, 'stderr' | 'now'> & { previews: Preview[] },
): Promise<boolean> {
  const { previews, stderr, now = Date.now } = options;
  const sweeps = previews.filter(preview => 'rows' in preview);
  try {
    await file?.write(toPicture(sweeps, { takenAt: new Date(now()) }));
    return true;
  } catch (error) {
    stderr.write(`${error instanceof Error ? error.message : error}\n`);
    return false;
  }
}

type Preview = SweepPreview | RepositoryPreview;

interface PreviewAllOptions extends Omit<RunPreviewOptions, 'args'> {
  readonly given: PreviewArguments;
  readonly signal: AbortSignal;
}

/** Text is written provider by provider, JSON at the end. */
async function previewAll(
  providers: readonly PreviewedProvider[],
  options: PreviewAllOptions,
): Promise<Preview[]> {
  const { given, stdout, stderr } = options;
  const previews: Preview[] = [];
  for (const provider of providers) {
    const preview = given.repository
      ? await previewRepository(provider, {
          name: given.repository,
          signal: options.signal,
        })
      : await previewWithBar(provider, options);
    if (given.format === 'text') {
      stdout.write(`${previews.length > 0 ? '\n' : ''}${toText(preview)}`);
    }
    toErrors(preview).forEach(line => stderr.write(`${toPrintable(line)}\n`));
    previews.push(preview);
  }
  if (given.format === 'json') {
    const document = toPreviewDocument(previews);
    stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  }
  return previews;
}

async function previewWithBar(
  provider: PreviewedProvider,
  options: PreviewAllOptions,
): Promise<SweepPreview> {
  const { given, stderr, signal, now = Date.now } = options;
  const bar =
    stderr.isTTY && given.format === 'text'
      ? new ProgressBar({
          stream: stderr,
          title: provider.config.id,
          counts:
            '{value} of {total} projects, {repositories} repositories, {requests} requests',
        })
      : undefined;
  try {
    return await previewSweep(provider, {
      signal,
      now,
      onProgress: ({ projectsDone, projectsListed, repositories, requests }) =>
        bar?.update({
          value: projectsDone,
          total: projectsListed,
          repositories,
          requests,
        }),
    });
  } finally {
    bar?.stop();
  }
}

function toText(preview: Preview): string {
  return toPrintable(
    'rows' in preview
      ? describeSweepPreview(preview)
      : describeRepositoryPreview(preview),
  );
}

function toErrors(preview: Preview): string[] {
  if (!('rows' in preview)) {
    return [];
  }
  const { id } = preview.provider.config;
  const what =
    preview.status === 'failed'
      ? 'the sweep failed'
      : 'not everything could be seen';
  return preview.errors.map(message => `${id}: ${what}: ${message}`);
}

/** An explanation has failed where there is none. */
function hasFailed(preview: Preview): boolean {
  return 'rows' in preview
    ? preview.status !== 'complete'
    : preview.explained.result === 'unknown';
}
