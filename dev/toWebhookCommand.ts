/**
 * Makes the line for a shell that sends a signed webhook by hand: a push to
 * the branch `main` of a repository.
 */
export function toWebhookCommand(options: {
  url: string;
  secret: string;
  projectKey: string;
  repoSlug: string;
}): string {
  const { url, secret, projectKey, repoSlug } = options;
  const body = JSON.stringify({
    repository: { slug: repoSlug, project: { key: projectKey } },
    changes: [{ ref: { id: 'refs/heads/main', type: 'BRANCH' } }],
  });
  // OpenSSL writes something before the digest, and not always the same.
  const digest = `printf %s "$body" | openssl dgst -sha256 -hmac '${secret}' | sed 's/.* //'`;
  return [
    `body='${body}';`,
    'curl -i --data-binary "$body"',
    "-H 'Content-Type: application/json'",
    "-H 'X-Event-Key: repo:refs_changed'",
    `-H "X-Hub-Signature: sha256=$(${digest})"`,
    url,
  ].join(' ');
}
