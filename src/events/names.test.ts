import { driveUntil } from '../../dev/rig/driveUntil';
import { NamesWatch } from '../../dev/rig/NamesWatch';
import { useTestNetwork } from '../../dev/rig/useTestNetwork';
import { createSweptRig } from '../../dev/rig/webhookScene';
import type { StandInBitbucket } from '../../dev/standin/StandInBitbucket';
import { webhookBodies } from './testing/webhookBodies';
import { repository } from './testing/webhookRepositories';

const network = useTestNetwork();

const named = (slug: string, key = 'ORBIT') => ({
  ...repository({ slug }),
  project: { key },
});

/** What happens, and what the server tells of it afterwards. */
const ROWS: {
  change: string;
  happens: (standIn: StandInBitbucket) => void;
  bodies: Parameters<typeof webhookBodies.rename>[0][];
}[] = [
  {
    change: 'a rename',
    happens: it => it.renameRepository('ORBIT', { slug: 'antenna', to: 'dish' }),
    bodies: [{ old: named('antenna'), new: named('dish') }],
  },
  {
    change: 'a move',
    happens: it =>
      it.moveRepository('ORBIT', { slug: 'antenna', toProject: 'SEA' }),
    bodies: [{ old: named('antenna'), new: named('antenna', 'SEA') }],
  },
  {
    change: 'a chain of names',
    happens: it => {
      it.renameRepository('ORBIT', { slug: 'antenna', to: 'dish' });
      it.renameRepository('ORBIT', { slug: 'dish', to: 'horn' });
    },
    bodies: [
      { old: named('antenna'), new: named('dish') },
      { old: named('dish'), new: named('horn') },
    ],
  },
  {
    change: 'a swap of two slugs',
    happens: it => {
      it.renameRepository('ORBIT', { slug: 'antenna', to: 'tmp' });
      it.renameRepository('ORBIT', { slug: 'rocket', to: 'antenna' });
      it.renameRepository('ORBIT', { slug: 'tmp', to: 'rocket' });
    },
    bodies: [
      { old: named('antenna'), new: named('rocket') },
      {
        old: { ...named('rocket'), id: undefined as never },
        new: { ...named('antenna'), id: undefined as never },
      },
    ],
  },
  {
    change: 'a slug that is freed and taken by another one',
    happens: it => {
      it.renameRepository('ORBIT', { slug: 'antenna', to: 'dish' });
      it.renameRepository('ORBIT', { slug: 'rocket', to: 'antenna' });
    },
    bodies: [
      { old: named('antenna'), new: named('dish') },
      {
        old: { ...named('rocket'), id: undefined as never },
        new: { ...named('antenna'), id: undefined as never },
      },
    ],
  },
];

describe.each(['gone', 'followed'] as const)(
  'WebhookSubscriber, while names change and old ones are %s',
  oldNames => {
    it.each(ROWS)(
      'takes away nothing that is there, whenever in a look there is $change',
      async ({ happens, bodies }) => {
        const trouble: string[] = [];
        for (let nth = 1; nth <= 5; nth += 1) {
          const rig = await createSweptRig({ network, standIn: { oldNames } });
          const watch = new NamesWatch({ rig });
          let isOver = false;
          const happen = () => {
            if (!isOver) {
              isOver = true;
              happens(rig.standIn);
              watch.noteNames();
            }
          };
          rig.standIn.before(nth, happen);
          await rig.send('repo:refs_changed', { body: webhookBodies.push() });
          happen();
          for (const body of bodies) {
            await rig.publish('repo:modified', webhookBodies.rename(body));
          }
          await jest.advanceTimersByTimeAsync(10_000);
          await driveUntil(() => rig.outcomes.length > 1);
          watch.noteEnd();
          expect(await rig.sweep()).toBeUndefined();
          watch.noteEnd();
          trouble.push(...watch.lost.map(each => `${nth}: ${each}`));
          expect(rig.catalog.targets).toEqual(watch.findTargets());
        }
        expect(trouble).toEqual([]);
      },
      60_000,
    );
  },
);
