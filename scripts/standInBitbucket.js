const http = require('node:http');

const catalogFile = `apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: check-package
spec:
  type: service
  lifecycle: experimental
  owner: guests
`;

const page = (values, limit = 25) => ({
  size: values.length,
  limit,
  isLastPage: true,
  values,
  start: 0,
});

const error = message => ({
  errors: [{ context: null, message, exceptionName: null }],
});

/**
 * Every answer of a server with one project, one repository and one file, as
 * long as that is there, and what it tells of a push.
 */
function createAnswers(baseUrl, { files }) {
  const project = {
    key: 'CHECK',
    id: 1,
    name: 'Check',
    public: false,
    type: 'NORMAL',
    links: { self: [{ href: `${baseUrl}/projects/CHECK` }] },
  };
  const repository = {
    slug: 'demo',
    id: 1,
    name: 'demo',
    hierarchyId: '0123456789abcdef0123',
    scmId: 'git',
    state: 'AVAILABLE',
    statusMessage: 'Available',
    forkable: true,
    project,
    public: false,
    archived: false,
    links: {
      clone: [{ href: `${baseUrl}/scm/check/demo.git`, name: 'http' }],
      self: [{ href: `${baseUrl}/projects/CHECK/repos/demo/browse` }],
    },
  };
  const branch = {
    id: 'refs/heads/main',
    displayId: 'main',
    type: 'BRANCH',
    latestCommit: '5'.repeat(40),
    latestChangeset: '5'.repeat(40),
    isDefault: true,
  };
  const file = {
    path: {
      components: ['catalog-info.yaml'],
      parent: '',
      name: 'catalog-info.yaml',
      extension: 'yaml',
      toString: 'catalog-info.yaml',
    },
    contentId: '6'.repeat(40),
    type: 'FILE',
    size: catalogFile.length,
  };
  const lines = catalogFile.split('\n').map(text => ({ text }));
  const { size, limit, isLastPage, start } = page(lines, 500);

  const inRepository = {
    '': () => repository,
    '/default-branch': () => branch,
    '/branches/default': () => branch,
    '/branches': () => page([branch]),
    '/labels': () => page([]),
    '/files': () => page([...files]),
    '/raw/catalog-info.yaml': () => (files.size > 0 ? catalogFile : undefined),
    '/browse': ({ searchParams }) =>
      searchParams.get('type') === 'true'
        ? { type: 'DIRECTORY' }
        : {
            path: { components: [], parent: '', name: '', toString: '' },
            revision: searchParams.get('at') ?? branch.id,
            children: page(files.size > 0 ? [file] : [], 500),
          },
    '/browse/catalog-info.yaml': ({ searchParams }) => {
      if (files.size === 0) {
        return undefined;
      }
      return searchParams.get('type') === 'true'
        ? { type: 'FILE' }
        : { lines, size, limit, isLastPage, start };
    },
  };

  const answers = {
    '/application-properties': () => ({
      version: '8.19.0',
      buildNumber: '8019000',
      buildDate: '1715000000000',
      displayName: 'Bitbucket',
    }),
    '/projects': () => page([project]),
    '/projects/CHECK': () => project,
    '/projects/CHECK/repos': () => page([repository]),
    '/repos': () => page([repository]),
    '/profile/recent/repos': () => page([repository]),
    ...Object.fromEntries(
      Object.entries(inRepository).map(([path, answer]) => [
        `/projects/CHECK/repos/demo${path}`,
        answer,
      ]),
    ),
  };
  const push = {
    eventKey: 'repo:refs_changed',
    date: '2026-03-02T09:30:00+0000',
    actor: { name: 'check', id: 1, displayName: 'Check', type: 'NORMAL' },
    repository,
    changes: [
      {
        ref: { id: branch.id, displayId: branch.displayId, type: branch.type },
        refId: branch.id,
        fromHash: branch.latestCommit,
        toHash: '7'.repeat(40),
        type: 'UPDATE',
      },
    ],
  };
  return { answers, push };
}

/**
 * Starts a Bitbucket Server of one file on the loopback interface. Requests
 * without the token are refused; all are noted, without their headers.
 */
async function startStandInBitbucket({ token }) {
  const requests = [];
  const server = http.createServer();
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const host = `127.0.0.1:${server.address().port}`;
  const files = new Set(['catalog-info.yaml']);
  const { answers, push } = createAnswers(`http://${host}`, { files });

  const answerTo = request => {
    if (request.headers.authorization !== `Bearer ${token}`) {
      return [401, error('Authentication failed.')];
    }
    const url = new URL(request.url, `http://${host}`);
    const path = url.pathname.replace(/^\/rest\/api\/(1\.0|latest)/, '');
    const body =
      path === url.pathname ? undefined : answers[path.replace(/\/$/, '')]?.(url);
    return body ? [200, body] : [404, error('Nothing here.')];
  };

  server.on('request', (request, response) => {
    const [status, body] = answerTo(request);
    requests.push(`${request.method} ${request.url} ${status}`);
    response.statusCode = status;
    if (typeof body === 'string') {
      response.setHeader('Content-Type', 'text/plain;charset=UTF-8');
      response.end(body);
    } else {
      response.setHeader('Content-Type', 'application/json;charset=UTF-8');
      response.end(JSON.stringify(body));
    }
  });

  return {
    host,
    requests,
    /** The body of the webhook that follows a push to the default branch. */
    push,
    removeFile: () => files.clear(),
    stop: () =>
      new Promise(resolve => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

module.exports = { startStandInBitbucket };
