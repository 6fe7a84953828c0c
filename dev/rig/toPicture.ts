import type { Picture, PicturedRow } from '../../src/picture';

/**
 * A picture of one provider.
 *
 * @internal
 */
export function toPicture(
  rows: readonly PicturedRow[],
  options: { id?: string } = {},
): Picture {
  const { id = 'main' } = options;
  return {
    takenAt: '28 November 2026 at 12:00 UTC',
    providers: [
      {
        id,
        host: 'git.example.com',
        status: 'complete',
        isLookedAt: true,
        errors: [],
        warnings: [],
        summary: id,
        cost: [id],
        rows,
      },
    ],
  };
}
