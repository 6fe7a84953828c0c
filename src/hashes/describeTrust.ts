import { HashTrust, Standing } from './HashTrust';

/** Says how the trust in the hashes of a host has changed; undefined where it has not. */
export function describeTrust(
  before: HashTrust,
  { after, now }: { after: HashTrust; now: number },
): { level: 'info' | 'debug'; text: string } | undefined {
  const standing = after.standing({ now });
  if (standing !== before.standing({ now })) {
    return { level: 'info', text: toText(standing, { after }) };
  }
  return after.points === before.points
    ? undefined
    : {
        level: 'debug',
        text: `the hashes of repositories have announced ${toScore(after)}`,
      };
}

function toText(standing: Standing, { after }: { after: HashTrust }): string {
  switch (standing) {
    case 'believed':
      return `the hashes of repositories have announced ${toScore(
        after,
      )}, and are believed from now on`;
    case 'suspended':
      return 'a repository has changed without its hash; all repositories are looked at until the hash has moved';
    case 'distrusted':
      return 'a repository has changed, and its hash has not; hashes are not believed for a day';
    default:
      return `the hashes of repositories have announced ${toScore(after)}`;
  }
}

function toScore({ points, needed }: HashTrust): string {
  return `${points} of ${needed} changes`;
}
