import { driveUntil } from './driveUntil';
import { ProviderRigOptions } from './ProviderRig';
import { WebhookRig } from './WebhookRig';

/** Where the files of a scene are. */
export const FILE = 'catalog-info.yaml';

/** Two projects, of two repositories and of one, each with a catalog file. */
export function createRig(options: SceneOptions): WebhookRig {
  return new WebhookRig({
    ...options,
    standIn: {
      projects: [{ key: 'ORBIT' }, { key: 'SEA' }],
      repositories: [
        // The number that the bodies of webhooks have.
        { project: 'ORBIT', slug: 'antenna', id: 31, files: { [FILE]: '' } },
        { project: 'ORBIT', slug: 'rocket', files: { [FILE]: '' } },
        { project: 'SEA', slug: 'buoy', files: { [FILE]: '' } },
      ],
      ...options.standIn,
    },
  });
}

/** The same after a sweep; what the sweep has done is forgotten. */
export async function createSweptRig(
  options: SceneOptions,
): Promise<WebhookRig> {
  const rig = createRig(options);
  expect(await rig.sweep()).toBeUndefined();
  rig.forget();
  rig.catalog.mutations.length = 0;
  return rig;
}

/** Begins a sweep whose list of projects the server does not answer before `list` is released. */
export async function beginHeldSweep(
  rig: WebhookRig,
): Promise<{ ended: Promise<unknown> }> {
  rig.breakWith({
    match: /projects\?/,
    times: 1,
    respond: { holdUntilReleased: 'list' },
  });
  const ended = rig.sweep();
  await driveUntil(() => rig.urls.length === 1);
  return { ended };
}

/** The repositories that the catalog holds a location of, in order. */
export function toNames({ catalog }: WebhookRig): string[] {
  return catalog.targets.map(target =>
    target.replace(/^.*projects\/(.*)\/repos\/(.*)\/browse\/.*$/, '$1/$2'),
  );
}

/** What a rig is made from; the stand-in has its repositories already. */
export type SceneOptions = Omit<ProviderRigOptions, 'events'>;
