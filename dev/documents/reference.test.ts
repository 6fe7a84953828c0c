import { FILTER_REASONS, getFilter } from '../../src/discovery';
import { readDocument } from './readDocument';
import { readOptions } from './readOptions';
import { namesIn, readTable } from './readTable';

const page = readDocument('docs/configuration.md');
const ofProvider = readOptions('option of a provider');
const rows = readTable(page, 'option of a provider').map(
  ([name, , , , requests]) => ({ name: namesIn(name)[0], requests }),
);
const sections = [...page.matchAll(/^### `(.*)`$/gm)].map(([, name]) => ({
  name,
}));

describe('docs/configuration.md', () => {
  it.each(rows)('says what $name costs in requests', ({ requests }) => {
    expect(requests).not.toMatch(/^$/);
  });

  it.each(FILTER_REASONS)('describes the option of the filter %s', reason => {
    expect([...ofProvider.keys()]).toContain(getFilter(reason).option);
  });

  it.each(sections)('has $name of a section in its table', ({ name }) => {
    expect([...ofProvider.keys()]).toContain(name);
  });
});

describe('README.md', () => {
  const named = readTable(
    readDocument('README.md'),
    'to say | set beneath the provider',
  ).flatMap(([, options]) => namesIn(options));

  it('names every option of a provider, and no other', () => {
    const options = [...ofProvider.keys()].filter(
      name => !name.startsWith('schedule.'),
    );

    expect(named.sort()).toEqual(options.sort());
  });
});
