import type { StandInBitbucket } from '../../standin/StandInBitbucket';
import type { Sqlite } from '../useSqlite';

/** Lets a database know that the hashes of a server have proved right. */
export async function believeHashes(
  { knex }: Sqlite,
  { baseUrl }: Pick<StandInBitbucket, 'baseUrl'>,
): Promise<void> {
  const points = Array.from({ length: 20 }, (_, index) => `${index} moved`);
  await knex('bitbucket_server_hosts').insert({
    host: new URL(baseUrl).host,
    hash_trust: JSON.stringify({ points, suspicions: [] }),
  });
}
