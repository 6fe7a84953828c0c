import { ProviderRig, ProviderRigOptions } from '../../dev/rig/ProviderRig';
import { useSqlite } from '../../dev/rig/useSqlite';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';

const network = useTestNetwork();
const openSqlite = useSqlite();

const SLUGS = ['a', 'b', 'c'];
type Change = Pick<ProviderRigOptions, 'parser' | 'integrations'>;
const noParser: Change = { parser: undefined };
const yieldsNothing: Change = { parser: async function* parse() {} };

describe('toFingerprint', () => {
  it.each<[string, Change, Change]>([
    ['has a parser', noParser, yieldsNothing],
    ['has no parser any more', yieldsNothing, noParser],
    [
      'has an integration for another host, whose links may be kept then',
      noParser,
      { integrations: [{ host: 'other.example.com', token: 'other' }] },
    ],
  ])(
    'has all looked at once where the next process %s',
    async (_, before, after) => {
      const options: ProviderRigOptions = {
        network,
        database: openSqlite(),
        providers: { main: { recheckAfter: 'PT24H' } },
        standIn: {
          projects: [{ key: 'A' }],
          repositories: SLUGS.map(slug => ({
            project: 'A',
            slug,
            files: { 'catalog-info.yaml': '' },
          })),
        },
        ...before,
      };
      const rig = new ProviderRig(options);
      const sweepAndSee = async () => {
        rig.forget();
        expect(await rig.sweepInNewProcess()).toBeUndefined();
        return SLUGS.filter(slug =>
          rig.paths.includes(`/projects/A/repos/${slug}/browse`),
        );
      };
      await sweepAndSee();
      expect(await sweepAndSee()).not.toEqual(SLUGS);
      Object.assign(options, after);
      expect(await sweepAndSee()).toEqual(SLUGS);
      expect(await sweepAndSee()).not.toEqual(SLUGS);
    },
  );
});
