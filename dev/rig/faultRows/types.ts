import type { JsonObject } from '@backstage/types';
import type { BitbucketServerFileParser } from '../../../src';
import type { FaultRule } from '../../standin/faults/types';
import type { StandInBitbucketOptions } from '../../standin/StandInBitbucketOptions';
import type { ProviderRig } from '../ProviderRig';

/**
 * One fault: what goes wrong after a sweep in which all was well, and what comes
 * of it.
 */
export interface FaultRow {
  fault: string;
  /** What the run does, in words; how it ends stands in `fails`. */
  does: string;
  /** What the catalog holds afterwards, in the words of docs/reliability.md. */
  holds: string;
  /** What the server does to requests. */
  rules?: FaultRule[];
  /** What else becomes of the server, the catalog or the parser. */
  arrange?: (rig: ProviderRig) => void;
  standIn?: Partial<StandInBitbucketOptions>;
  /** Beneath `catalog.providers.bitbucketServer`. */
  providers?: JsonObject;
  /** Beneath the integration of the host. */
  integration?: JsonObject;
  parser?: BitbucketServerFileParser;
  abortAfterMs?: number;
  /** What the task fails with; it succeeds where this is left out. */
  fails?: RegExp;
  /** The repositories with a location afterwards. */
  after: readonly string[];
  /** How often each path is asked for, as far as other than usual. */
  requests: Readonly<Record<string, number>>;
  /** What may be asked for beside `requests`; the usual if left out. */
  others?: 'none' | 'any';
  /**
   * What differs for whoever knows repositories by their names alone, as a new
   * process does that has no database.
   */
  byName?: Partial<Pick<FaultRow, 'after' | 'fails' | 'requests' | 'others'>>;
  /** Throws where anything else is not as it should be. */
  verify?: (rig: ProviderRig) => void;
  /** Undoes what the rules and `arrange` have done, as far as clearing the faults of the server does not. */
  recover?: (rig: ProviderRig) => void;
  /** The repositories with a location once the fault is gone. */
  afterRecovery?: readonly string[];
  /** True where the task fails until somebody does something about it. */
  failsForGood?: true;
}
