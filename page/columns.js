/** So many files of a repository are shown before somebody opens the rest. */
const FILES_AT_FIRST = 3;

/** @type {readonly Column[]} */
const COLUMNS = [
  {
    id: 'provider',
    title: 'Provider',
    toKey: row => row.provider,
    toCell: row => [makeName(row.provider)],
  },
  {
    id: 'project',
    title: 'Project',
    toKey: row => row.project,
    toCell: row => [makeName(row.project)],
  },
  {
    id: 'repository',
    title: 'Repository',
    toKey: row => row.repository,
    toCell: row => [
      row.repository
        ? makeName(row.repository)
        : make('span', { class: 'quiet' }, 'the whole project'),
    ],
  },
  {
    id: 'result',
    title: 'In or out',
    toKey: row => row.result,
    toCell: ({ result }) => [
      make('span', { class: `result ${result}` }, result),
    ],
  },
  {
    id: 'why',
    title: 'Why not',
    toKey: row => row.why,
    toCell: row => [makeName(row.why)],
  },
  {
    id: 'branch',
    title: 'Branch',
    toKey: row => row.branch,
    toCell: row => [makeName(row.branch)],
  },
  {
    id: 'files',
    title: 'Files',
    toKey: ({ files }) =>
      files.length > 0 ? `${files.length} ${files[0]?.path}` : '',
    toCell: ({ files, filesLeftOut }) => [
      ...files.slice(0, FILES_AT_FIRST).map(makeFile),
      ...makeRest(files.slice(FILES_AT_FIRST)),
      ...(filesLeftOut > 0
        ? [make('div', {}, `and ${toNumber(filesLeftOut)} more, left out`)]
        : []),
    ],
  },
];

/** @param {PicturedFile} file */
function makeFile({ path, target }) {
  const name = makeName(path);
  return make(
    'div',
    {},
    /^https?:\/\//i.test(target)
      ? make('a', { href: target, rel: 'noreferrer' }, name)
      : name,
  );
}

/** @param {readonly PicturedFile[]} files */
function makeRest(files) {
  return files.length === 0
    ? []
    : [
        make(
          'details',
          {},
          make('summary', {}, `and ${toNumber(files.length)} more`),
          ...files.map(makeFile),
        ),
      ];
}
