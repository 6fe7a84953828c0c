/**
 * What docs/reliability.md calls several faults of which the same comes, by what
 * the rows call each.
 */
export const faultKinds: Readonly<Record<string, readonly string[]>> = {
  '429 with a `Retry-After` up to 15 minutes, or none': [
    '429 with `Retry-After` in seconds',
    '429 with a date in `Retry-After`',
    '429 with rubbish in `Retry-After`',
    '429 without `Retry-After`',
  ],
  '500, a reset connection or a body that is cut off, once': [
    '500 once',
    'connection reset once',
    'body cut off once',
  ],
  '503, a reset connection, a body that is cut off, or no answer for 30 s': [
    '503 for ever',
    'connection reset for ever',
    'answer that does not come within 30 s',
    'body cut off for ever',
  ],
  'look answered with HTML, other JSON, a redirect, or a 404 that names no fitting reason': [
    'HTML with 200 in a look',
    'JSON of another shape in a look',
    'redirect to /login in a look',
    '404 from a proxy in a look',
    '404 with JSON that names no reason',
    '404 with a reason that is not about absence',
  ],
  'list answered with HTML, other JSON, a 204, or a 404 of a proxy': [
    'HTML with 200 on a list',
    'JSON of another shape on a list',
    '404 from a proxy on a list',
    '204 to a list',
  ],
  'first call answered with HTML, a redirect, a 404 of a proxy, 401 or 403': [
    'HTML with 200 on the first call',
    'redirect to /login on the first call',
    '404 from a proxy on the first call',
    '401 on the first call',
    '403 on the first call',
  ],
  '401 or 403 on a repository, with good credentials': [
    '401 on a repository, with good credentials',
    '403 on a repository',
  ],
  '401 or 403 on a project, with good credentials': [
    '401 on a project, with good credentials',
    '403 on a project',
  ],
  'token that expires, or captcha that is asked for, in the middle': [
    'token that expires in the middle',
    'captcha that is asked for in the middle',
  ],
  'projects without `X-AUSERNAME`, from an expired token': [
    'list of projects for an expired token, without `X-AUSERNAME`',
    'the same from the second page of projects on',
  ],
  'list of repositories that stands still, or shows nothing new for 50 pages': [
    'list of repositories that stands still',
    'list of repositories with nothing new for 50 pages',
  ],
  'list that lost a row': [
    'list of repositories that lost a row',
    'list of projects that lost a row',
  ],
  'known repository or project that is deleted': [
    'known project that is not listed, and does not exist',
    'repository deleted',
  ],
  'project or repository deleted between list and look': [
    'project deleted between its list and its repositories',
    'repository deleted between list and look',
  ],
  'empty repository': ['empty repository (404)', 'empty repository (204)'],
  'renamed repository or project whose old name still answers': [
    'renamed repository whose old name still answers',
    'renamed project whose old key still answers',
  ],
  'abort, also while the server refuses': [
    'abort in the middle',
    'abort while the server refuses',
  ],
  'custom parser that fails or never ends': [
    'custom parser that fails',
    'custom parser that never ends',
  ],
};
