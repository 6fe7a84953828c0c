import type { StandInRequest, StandInResponse } from '../types';
import { createSeededRandom } from './createSeededRandom';
import { toLoginPage, toLoginRedirect, toTooManyRequests } from './responses';
import { TokenBucket } from './TokenBucket';
import type { Clock, FaultResponse, FaultRule, FaultSettings } from './types';

/**
 * What becomes of one request.
 */
export type Fate =
  | { kind: 'answer' | 'reset' | 'hang' | 'cut' }
  | { kind: 'hold'; released: Promise<void> }
  | { kind: 'respond'; response: StandInResponse };

interface ActiveRule {
  match: RegExp;
  left: number;
  respond: FaultResponse;
}

function toActiveRule(rule: FaultRule): ActiveRule {
  const { match, times = Infinity, respond } = rule;
  // A global expression would remember where it left off.
  const source = typeof match === 'string' ? match : match.source;
  const flags = typeof match === 'string' ? '' : match.flags;
  return {
    match: new RegExp(source, flags.replace(/[gy]/g, '')),
    left: times,
    respond,
  };
}

/**
 * Decides what becomes of each request: a rule first, then the token bucket of
 * its user, then chance.
 */
export class StandInFaults {
  private readonly clock: Clock;
  private readonly releases = new Map<string, () => void>();
  private readonly holds = new Map<string, Promise<void>>();
  private readonly buckets = new Map<string, TokenBucket>();
  private settings: FaultSettings = {};
  private rules: ActiveRule[] = [];
  private random: () => number = () => 1;

  constructor(options: FaultSettings & { clock?: Clock } = {}) {
    const { clock = Date, ...settings } = options;
    this.clock = clock;
    this.set(settings);
  }

  /** How long an answer takes at least. */
  get latencyMs(): number {
    return this.settings.latencyMs ?? 0;
  }

  /** Replaces all trouble by other trouble; what is held stays held. */
  set(settings: FaultSettings): void {
    this.settings = settings;
    this.rules = (settings.rules ?? []).map(toActiveRule);
    this.buckets.clear();
    this.random = createSeededRandom(settings.randomly?.seed ?? 0);
  }

  /** Adds a rule after those there are. */
  addRule(rule: FaultRule): void {
    this.rules.push(toActiveRule(rule));
  }

  /** Lets go what is held under an id, and whatever comes later. */
  release(id: string): void {
    void this.untilReleased(id);
    this.releases.get(id)?.();
  }

  /** Decides what becomes of a request; a rule and a token may be used up. */
  decide(request: StandInRequest, options: { baseUrl: string }): Fate {
    const { pathname, search } = request.url;
    const line = `${request.method} ${pathname}${search}`;
    const rule = this.rules.find(
      ({ left, match }) => left > 0 && match.test(line),
    );
    if (rule) {
      rule.left -= 1;
      return this.toFate(rule.respond, options);
    }
    return this.limit(request) ?? this.chance() ?? { kind: 'answer' };
  }

  private toFate(respond: FaultResponse, options: { baseUrl: string }): Fate {
    if (respond === 'html') {
      return { kind: 'respond', response: toLoginPage() };
    }
    if (respond === 'redirect-login') {
      return { kind: 'respond', response: toLoginRedirect(options.baseUrl) };
    }
    if (typeof respond === 'string') {
      return { kind: respond };
    }
    if ('holdUntilReleased' in respond) {
      const released = this.untilReleased(respond.holdUntilReleased);
      return { kind: 'hold', released };
    }
    const { status, headers = {}, body = '' } = respond;
    return { kind: 'respond', response: { status, headers, body } };
  }

  private untilReleased(id: string): Promise<void> {
    const known = this.holds.get(id);
    if (known) {
      return known;
    }
    const promise = new Promise<void>(resolve => {
      this.releases.set(id, resolve);
    });
    this.holds.set(id, promise);
    return promise;
  }

  /** The server limits signed-in users only, each by a bucket of their own. */
  private limit(request: StandInRequest): Fate | undefined {
    const { tokenBucket: settings } = this.settings;
    const user = request.headers.authorization;
    if (!settings || user === undefined) {
      return undefined;
    }
    const { clock } = this;
    const bucket =
      this.buckets.get(user) ?? new TokenBucket({ clock, settings });
    this.buckets.set(user, bucket);
    const seconds = bucket.take();
    return seconds === 0
      ? undefined
      : {
          kind: 'respond',
          response: toTooManyRequests(settings, {
            seconds,
            now: clock.now(),
          }),
        };
  }

  private chance(): Fate | undefined {
    const { randomly } = this.settings;
    if (!randomly) {
      return undefined;
    }
    const { share503 = 0, shareReset = 0 } = randomly;
    const drawn = this.random();
    if (drawn < shareReset) {
      return { kind: 'reset' };
    }
    return drawn < shareReset + share503
      ? { kind: 'respond', response: { status: 503, headers: {}, body: '' } }
      : undefined;
  }
}
