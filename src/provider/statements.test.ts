import type { JsonObject } from '@backstage/types';
import { ProviderRig } from '../../dev/rig/ProviderRig';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';
import type { FaultRule } from '../../dev/standin/faults/types';

const network = useTestNetwork();

const FILE = { 'catalog-info.yaml': '' };
const SLUGS = ['one', 'two', 'three'];
const API = 'https://git.example.com/rest/api/1.0';
const EVERY_MS = 30 * 60_000;
/** As short as a backend takes it, so that a test need not drive it for long. */
const SHORT: JsonObject = {
  schedule: { frequency: { seconds: 60 }, timeout: { seconds: 4 } },
};
const LABELS: JsonObject = { filters: { labels: { include: 'take' } } };

/** What goes wrong, and what of the configuration it takes. */
interface Trouble {
  readonly name: string;
  readonly rules?: FaultRule[];
  readonly provider?: JsonObject;
  /** True where what is known says enough, and nobody has to act. */
  readonly isQuiet?: true;
  /** What the catalog does meanwhile. */
  readonly breakCatalog?: (rig: ProviderRig) => void;
}

const answer = (match: RegExp, status: number, headers = {}): FaultRule => ({
  match,
  respond: { status, headers },
});

function createRig(provider: JsonObject): ProviderRig {
  return new ProviderRig({
    network,
    providers: { main: provider },
    integration: { retry: { maxRetries: 1 } },
    standIn: {
      projects: [{ key: 'A' }, { key: 'B' }, { key: 'C' }],
      repositories: ['A', 'B'].flatMap(project =>
        SLUGS.map(slug => ({ project, slug, files: FILE, labels: ['take'] })),
      ),
    },
  });
}

const TROUBLES: Trouble[] = [
  { name: 'nothing is wrong', isQuiet: true },
  { name: 'every answer is 401', rules: [answer(/./, 401)] },
  { name: 'every answer is 403', rules: [answer(/./, 403)] },
  { name: 'every answer is 404', rules: [answer(/./, 404)] },
  { name: 'every answer is 500', rules: [answer(/./, 500)] },
  { name: 'every answer is a login page', rules: [{ match: /./, respond: 'html' }] },
  { name: 'every connection is reset', rules: [{ match: /./, respond: 'reset' }] },
  { name: 'every answer is 429 for an hour', rules: [answer(/./, 429, { 'Retry-After': '3600' })] },
  { name: 'one repository answers 403', rules: [answer(/A\/repos\/two\/browse/, 403)] },
  { name: 'one repository answers 500', rules: [answer(/A\/repos\/two\/browse/, 500)] },
  { name: 'one repository is reset', rules: [{ match: /A\/repos\/two\/browse/, respond: 'reset' }] },
  { name: 'every repository of a project answers 500', rules: [answer(/A\/repos\/\w+\/browse/, 500)] },
  { name: 'every repository answers 401', rules: [answer(/browse/, 401)] },
  { name: 'every repository is refused', rules: [answer(/browse/, 429)], isQuiet: true },
  { name: 'the list of a project answers 500', rules: [answer(/A\/repos\?/, 500)] },
  { name: 'the second page of the projects answers 500', rules: [answer(/projects\?.*start=[1-9]/, 500)] },
  { name: 'the label cannot be listed', rules: [answer(/labels\/take/, 500)], provider: LABELS },
  { name: 'the label may not be listed', rules: [answer(/labels\/take/, 401)], provider: LABELS },
  { name: 'every list of repositories fails, each in its way', rules: [answer(/A\/repos\?/, 500), answer(/B\/repos\?/, 403)] },
  { name: 'looks hang', rules: [{ match: /browse/, respond: 'hang' }], provider: SHORT, isQuiet: true },
  { name: 'a list hangs', rules: [{ match: /A\/repos\?/, respond: 'hang' }], provider: SHORT },
  { name: 'the catalog takes nothing', breakCatalog: ({ catalog }) => { catalog.writeFailure = new Error('The table is locked'); } },
  { name: 'the catalog takes nothing in time', provider: SHORT, breakCatalog: ({ catalog }) => { catalog.writing = new Promise(resolve => { setTimeout(resolve, 20_000); }); } },
];

/** What a run has met, as far as its lines speak of it. */
interface Facts {
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly mutations: number;
  readonly urls: readonly string[];
  /** The statuses that went wrong. */
  readonly statuses: readonly number[];
  readonly isCutOff: boolean;
  readonly maxInFlight: number;
  /** Whether the next run, without the trouble, has nothing to complain of. */
  readonly isMended: boolean;
  readonly nextUrls: readonly string[];
}

const removesNothing = ({ before, after }: Facts) =>
  before.every(each => after.includes(each));

/** What lines state, and when that is so. */
const STATEMENTS: {
  readonly words: RegExp;
  readonly isSo: (facts: Facts, groups: readonly string[]) => boolean;
}[] = [
  {
    words: /(\d+) catalog files?, (\d+) unknown, (\d+) requests?, \d+ s$/,
    isSo: ({ before, after, urls }, [files, unknown, requests]) =>
      Number(files) + (before.length > 0 ? Number(unknown) : 0) ===
        after.length && Number(requests) === urls.length,
  },
  { words: /GET (\S+?)[;:]? (?:answered|got|was)/, isSo: ({ urls }, [url]) => urls.includes(url!) },
  { words: /answered (\d+)/, isSo: ({ statuses }, [status]) => statuses.includes(Number(status)) },
  { words: /nothing was changed/i, isSo: ({ mutations }) => mutations === 0 },
  { words: /What was found before is in the catalog|what it had found is in the catalog|what is certain was applied/i, isSo: ({ mutations, after }) => mutations > 0 || after.length === 0 },
  { words: /what was known of it is kept|nothing (?:else )?was removed/, isSo: removesNothing },
  { words: /the next run (?:asks again|tries again|goes on)/, isSo: ({ isMended }) => isMended },
  { words: /the host is left alone until then/, isSo: ({ nextUrls }) => nextUrls.length === 0 },
  { words: /The table is locked/, isSo: ({ mutations }) => mutations === 0 },
  { words: /was cut off/, isSo: ({ isCutOff }) => isCutOff },
  { words: /does not accept the token/, isSo: ({ statuses }) => statuses.includes(401) },
  { words: /read permission/, isSo: ({ statuses }) => statuses.some(status => status === 401 || status === 403) },
  { words: /rate limit/, isSo: ({ statuses }) => statuses.includes(429) },
  { words: /at most (\d+) requests at once/, isSo: ({ maxInFlight }, [most]) => maxInFlight <= Number(most) },
  { words: /\(Bitbucket \d/, isSo: ({ urls }) => urls.some(url => url.endsWith('/application-properties')) },
];

/** A number that nobody would write. */
const ENDLESS = /\d\.\d{4,}/;

/** Runs once, as the scheduler does: it aborts a run after its timeout. */
async function sweep(rig: ProviderRig, { provider }: Trouble) {
  const before = rig.catalog.targets;
  const mutations = rig.catalog.mutations.length;
  const controller = new AbortController();
  const timeoutMs = provider === SHORT ? 4_000 : 60 * 60_000;
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  rig.forget();
  await rig.sweep(controller);
  clearTimeout(timer);
  return {
    before,
    after: rig.catalog.targets,
    mutations: rig.catalog.mutations.length - mutations,
    urls: rig.urls.map(url => `${API}${url}`),
    isCutOff: controller.signal.aborted,
    maxInFlight: rig.maxInFlight,
    lines: rig.log.lines.filter(({ level }) => level !== 'debug'),
  };
}

const isComplaint = ({ level }: { level: string }) => level !== 'info';

describe.each([
  { when: 'the first run', isLater: false },
  { when: 'a run after a complete one', isLater: true },
])('the lines of $when', ({ isLater }) => {
  it.each(TROUBLES)('state what is so where $name', async trouble => {
    const { rules = [], provider = {}, breakCatalog } = trouble;
    const rig = createRig(provider);
    if (isLater) {
      await rig.sweep();
    }
    rig.breakWith(...rules);
    breakCatalog?.(rig);
    const { lines, ...run } = await sweep(rig, trouble);
    rig.breakWith();
    rig.catalog.writing = undefined;
    rig.catalog.writeFailure = undefined;
    await jest.advanceTimersByTimeAsync(EVERY_MS);
    const next = await sweep(rig, trouble);
    const facts: Facts = {
      ...run,
      statuses: rules.flatMap(({ respond }) =>
        typeof respond === 'object' && 'status' in respond
          ? [respond.status]
          : [],
      ),
      isMended: !next.lines.some(isComplaint),
      nextUrls: next.urls,
    };

    const untrue = lines.flatMap(({ message }) =>
      STATEMENTS.flatMap(({ words, isSo }) => {
        const match = words.exec(message);
        return match && !isSo(facts, match.slice(1))
          ? [`${words}: ${message}`]
          : [];
      }),
    );
    expect(untrue).toEqual([]);
    expect(lines.filter(({ message }) => ENDLESS.test(message))).toEqual([]);
    // What complains states something that was held against what happened.
    const isHeld = ({ message }: { message: string }) =>
      STATEMENTS.some(({ words }) => words.test(message));
    expect(lines.filter(isComplaint).filter(line => !isHeld(line))).toEqual([]);
    expect(lines.some(isComplaint)).toBe(!trouble.isQuiet);
  });
});
