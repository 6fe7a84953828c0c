import { describeRepositoryPreview } from './describeRepositoryPreview';
import { describeSweepPreview } from './describeSweepPreview';
import { loadConfig } from './loadConfig';
import { parseArguments, PreviewArguments } from './parseArguments';
import { previewRepository } from './previewRepository';
import { previewSweep } from './previewSweep';
import { ProgressBar } from './ProgressBar';
import { readPreviewedProviders } from './readPreviewedProviders';
import { StreamLogger } from './StreamLogger';
import { toPreviewDocument } from './toPreviewDocument';
import { toPrintable } from './toPrintable';
import { PreviewedProvider, RepositoryPreview, SweepPreview } from './types';

const FAILED = 1;
const BAD_CONFIGURATION = 2;
const INTERRUPTED = 130;

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
  /** The clock that durations are measured by, in ms; `Date.now` by default. */
  readonly now?: () => number;
}

/**
 * Sweeps without a catalog, writes what was found, and gives the exit code: 0,
 * 1 for a sweep that failed or is incomplete, 2 for a command line or
 * configuration that cannot be used, 130 where it was interrupted.
 *
 * @public
 */
export async function runPreview(options: RunPreviewOptions): Promise<number> {
  const { stderr } = options;
  const given = parseArguments(options.args, options);
  if ('exitCode' in given) {
    return given.exitCode;
  }
  let providers: PreviewedProvider[];
  try {
    providers = readPreviewedProviders(await loadConfig(given.configFiles), {
      providerId: given.providerId,
      logger: new StreamLogger({ stream: stderr }),
    });
  } catch (error) {
    stderr.write(`${error instanceof Error ? error.message : error}\n`);
    return BAD_CONFIGURATION;
  }
  const { signal = new AbortController().signal } = options;
  try {
    const previews = await previewAll(providers, { ...options, given, signal });
    return previews.some(hasFailed) ? FAILED : 0;
  } catch (error) {
    if (!signal.aborted) {
      throw error;
    }
    stderr.write('Interrupted\n');
    return INTERRUPTED;
  }
}

type Preview = SweepPreview | RepositoryPreview;

interface PreviewAllOptions extends RunPreviewOptions {
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
      ? new ProgressBar({ stream: stderr, title: provider.config.id })
      : undefined;
  try {
    return await previewSweep(provider, {
      signal,
      now,
      onProgress: report => bar?.update(report),
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
    : preview.row.answer.outcome === 'unknown';
}
