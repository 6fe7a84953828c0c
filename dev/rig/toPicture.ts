import type { Picture, PicturedRow } from '../../src/picture';

/**
 * A picture of sweeps that went well, with the rows of each provider by its id.
 */
export function toPicture(
  rows: Readonly<Record<string, readonly PicturedRow[]>>,
): Picture {
  return {
    takenAt: '28 November 2026 at 12:00 UTC',
    providers: Object.entries(rows).map(([id, rowsOfProvider]) => ({
      id,
      host: 'git.example.com',
      status: 'complete',
      isLookedAt: true,
      errors: [],
      warnings: [],
      summary: id,
      cost: [id],
      rows: rowsOfProvider,
    })),
  };
}
