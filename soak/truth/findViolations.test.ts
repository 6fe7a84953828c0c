import type { DeferredEntity } from '@backstage/plugin-catalog-node';
import { locationSpecToLocationEntity } from '@backstage/plugin-catalog-node';
import { findViolations } from './findViolations';
import { toLocationRef } from './toLocationRef';

const toDeferred = (target: string): DeferredEntity => ({
  entity: locationSpecToLocationEntity({ location: { type: 'url', target } }),
});
const always = new Set(['http://127.0.0.1/a', 'http://127.0.0.1/b']);
const [a, b] = [...always] as [string, string];

describe('findViolations', () => {
  it('finds what a full mutation leaves out', () => {
    const full = (...targets: string[]) =>
      findViolations(
        { type: 'full', entities: targets.map(toDeferred) },
        { always },
      );
    expect(full(a)).toEqual([b]);
    expect(full(a, b, 'http://127.0.0.1/c')).toEqual([]);
  });

  it('finds what a delta removes, even where it adds it as well', () => {
    expect(
      findViolations(
        {
          type: 'delta',
          added: [toDeferred(a)],
          removed: [
            { entityRef: toLocationRef(a) },
            toDeferred('http://127.0.0.1/c'),
          ],
        },
        { always },
      ),
    ).toEqual([a]);
  });
});
