import type { StandInBitbucket } from '../StandInBitbucket';
import { FolderWatch, type RepositoryChange } from './FolderWatch';
import {
  assertLoopbackUrl,
  postWebhook,
  type WebhookEvent,
  type WebhookTarget,
} from './postWebhook';
import { toPushBody } from './toPushBody';

const PUSH = 'repo:refs_changed';

/**
 * What has become of a webhook.
 */
export interface WebhookDelivery {
  eventKey: string;
  /** The repository of a push that the stand-in noticed by itself. */
  repository?: string;
  /** What it was answered with. */
  status?: number;
  /** Why it got no answer. */
  error?: string;
}

/**
 * Sends the webhooks of a stand-in: what it is told to, and a push for each
 * repository whose files change in the folders it serves.
 */
export class StandInWebhooks {
  private readonly standIn: StandInBitbucket;
  private readonly watch?: FolderWatch;
  private readonly sent: WebhookDelivery[] = [];
  private target?: WebhookTarget;

  constructor(options: {
    standIn: StandInBitbucket;
    /** The folders that are watched; none when left out. */
    folders?: string;
  }) {
    this.standIn = options.standIn;
    this.watch =
      options.folders === undefined
        ? undefined
        : new FolderWatch({
            root: options.folders,
            onChange: change => void this.sendPush(change),
          });
  }

  /** What was sent, in order. */
  get deliveries(): readonly WebhookDelivery[] {
    return this.sent;
  }

  /** Sends webhooks there from now on; none where it is left out. */
  sendTo(target?: WebhookTarget): void {
    if (target) {
      assertLoopbackUrl(target.url);
      this.watch?.start();
    } else {
      this.watch?.stop();
    }
    this.target = target;
  }

  /** Sends any event now, and waits for the answer. */
  async send(event: WebhookEvent): Promise<WebhookDelivery> {
    if (!this.target) {
      throw new Error('The stand-in does not know where to send webhooks');
    }
    return this.deliver(event, { to: this.target });
  }

  stop(): void {
    this.watch?.stop();
  }

  private async sendPush(change: RepositoryChange): Promise<void> {
    const { standIn, target } = this;
    const { project, folder, from, to } = change;
    const about = { eventKey: PUSH, repository: `${project}/${folder}` };
    try {
      const found = standIn.model.repository(project, { slug: folder });
      if (target && found) {
        const body = toPushBody(found, { standIn, now: new Date(), from, to });
        await this.deliver({ ...about, body }, { to: target });
      }
    } catch (error) {
      // Its metadata may be half written.
      this.sent.push({ ...about, error: String(error) });
    }
  }

  /** Failures are kept with the rest: a real server tries once, too. */
  private async deliver(
    event: WebhookEvent & { repository?: string },
    options: { to: WebhookTarget },
  ): Promise<WebhookDelivery> {
    const { body: _, ...about } = event;
    const delivery: WebhookDelivery = await postWebhook(event, options).then(
      status => ({ ...about, status }),
      (error: unknown) => ({ ...about, error: String(error) }),
    );
    this.sent.push(delivery);
    return delivery;
  }
}
