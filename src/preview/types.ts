import { Host } from '../bitbucket';
import { ProviderConfig, ReadsConfig } from '../config';
import { RepositoryAnswer } from '../discovery';
import { CatalogFileMapper } from '../entities';
import { ExplainedFile, Explanation } from '../report';

/** A provider of the configuration, and what asks its server. */
export interface PreviewedProvider {
  readonly config: ProviderConfig;
  readonly host: Host;
  readonly mapper: CatalogFileMapper;
  /** How the catalog reads files of the host. */
  readonly reads: ReadsConfig;
}

/** One repository of a preview, or without a slug a project that was not looked into. */
export interface PreviewRow {
  readonly projectKey: string;
  readonly repoSlug?: string;
  readonly answer: RepositoryAnswer;
  readonly files: readonly ExplainedFile[];
}

export interface SweepPreview {
  readonly provider: PreviewedProvider;
  /** By project, then by slug. */
  readonly rows: readonly PreviewRow[];
  readonly status: 'complete' | 'incomplete' | 'failed';
  /** Why not everything could be seen. */
  readonly errors: readonly string[];
  /** The line that ends a run in the log. */
  readonly summary: string;
  /** What a run would warn of in the log. */
  readonly warnings: readonly string[];
  readonly counts: SweepCounts;
  readonly cost: SweepCost;
}

/** What a sweep has come across, as its line in the log counts it. */
export interface SweepCounts {
  readonly projects: number;
  readonly repositories: number;
  readonly files: number;
  readonly unknown: number;
}

/** What a sweep asks of the server, and the catalog after it. */
export interface SweepCost {
  readonly requests: number;
  /** How long it took here. */
  readonly seconds: number;
  /** The least at `retry.maxApiRequestsPerMinute`; undefined where that is off. */
  readonly leastSecondsAtConfiguredLimit?: number;
  /** The least at the rate limit that Bitbucket has by default. */
  readonly leastSecondsAtDefaultRateLimit: number;
  /** What the catalog asks for afterwards at most, at its default interval. */
  readonly catalogRequestsPerSecond: number;
}

export interface RepositoryPreview {
  readonly provider: PreviewedProvider;
  readonly explained: Explanation;
  /** Files that are there and hold nothing for the catalog. */
  readonly warnings: readonly string[];
  /** All answers of the server, in order. */
  readonly asked: readonly AskedRequest[];
}

export interface AskedRequest {
  readonly url: string;
  readonly status: number;
}
