import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { toWebhookCommand } from './toWebhookCommand';

/** Stands in for what a shell may lack: prints instead of sending. */
const CURL = 'curl() { printf \'%s\\n\' "$@"; }';
const OPENSSL = `openssl() {
  '${process.execPath}' -e '
    const hmac = require("node:crypto").createHmac("sha256", process.argv[1]);
    hmac.update(require("node:fs").readFileSync(0));
    console.log("SHA2-256(stdin)= " + hmac.digest("hex"));
  ' "$4"
}`;

describe('toWebhookCommand', () => {
  it('makes a line with which a shell posts a body and its signature', () => {
    const line = toWebhookCommand({
      url: 'http://127.0.0.1:7007/api/events/http/bitbucketServer',
      secret: '5ec4e7',
      projectKey: 'RIDE',
      repoSlug: 'rider-app',
    });
    expect(line).not.toContain('\n');
    const script = [CURL, OPENSSL, line].join('\n');
    const args = execFileSync('sh', ['-c', script], { encoding: 'utf8' })
      .trim()
      .split('\n');
    const body = args[args.indexOf('--data-binary') + 1] ?? '';
    expect(JSON.parse(body)).toEqual({
      repository: { slug: 'rider-app', project: { key: 'RIDE' } },
      changes: [{ ref: { id: 'refs/heads/main', type: 'BRANCH' } }],
    });
    const digest = createHmac('sha256', '5ec4e7').update(body).digest('hex');
    expect(args).toContain(`X-Hub-Signature: sha256=${digest}`);
    expect(args).toContain('X-Event-Key: repo:refs_changed');
    expect(args.at(-1)).toBe(
      'http://127.0.0.1:7007/api/events/http/bitbucketServer',
    );
  });
});
