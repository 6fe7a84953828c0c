import { browsePageSchema } from './schemas';
import { toDirectoryPage } from './toDirectoryPage';

const ID = 'ce013625030ba8dba906f756967f9e9ca394464a';
const OTHER_ID = 'cc628ccd10742baea8241c5924df992b5c019f71';

const file = (name: string, fields: object = {}) => ({
  path: { components: [name] },
  type: 'FILE',
  contentId: ID,
  ...fields,
});
const directory = (name: string, fields: object = {}) => ({
  path: { components: name.split('/') },
  type: 'DIRECTORY',
  node: ID,
  ...fields,
});

/** The page that an answer with such rows stands for. */
function toPage(...values: object[]) {
  const answer = {
    revision: 'refs/heads/main',
    children: { isLastPage: true, values },
  };
  const page = browsePageSchema.parse(answer);
  return toDirectoryPage(page.children?.values ?? [], page);
}

describe('toDirectoryPage', () => {
  it('gives the files, not the directories, and the revision', () => {
    expect(toPage(directory('a/b'), file('x.yaml'))).toMatchObject({
      revision: 'refs/heads/main',
      files: [{ name: 'x.yaml', contentId: ID }],
    });
  });

  it.each([null, undefined, 7, '', 'HEAD', ID.slice(1), {}])(
    'gives a file without an id where the server says %p for it',
    contentId => {
      expect(toPage(file('x', { contentId })).files).toEqual([
        { name: 'x', contentId: undefined },
      ]);
    },
  );

  it('gives the same rows the same identity, whatever else is in them', () => {
    expect(toPage(file('x', { size: 1 })).identity).toBe(
      toPage(file('x', { size: 2 })).identity,
    );
  });

  it.each([
    ['a file more', [file('x'), file('y'), directory('d')]],
    ['a file less', [directory('d')]],
    ['another file', [file('y'), directory('d')]],
    ['a directory in its place', [directory('x', { node: ID }), directory('d')]],
    ['another content', [file('x', { contentId: OTHER_ID }), directory('d')]],
    ['a change below', [file('x'), directory('d', { node: OTHER_ID })]],
  ])('gives another identity for %s', (_, rows) => {
    expect(toPage(...rows).identity).not.toBe(
      toPage(file('x'), directory('d')).identity,
    );
  });
});
