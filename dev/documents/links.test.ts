import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { documents } from './documents';

/** The text outside of code, where links and headings are what they look like. */
function toProse(text: string): string {
  return text.replace(/^```[^]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
}

const links = documents.flatMap(({ path, name, text }) =>
  [...toProse(text).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter(target => !/^[a-z]+:/.test(target))
    .map(target => ({ path, name, target })),
);

/** The anchors that a document's headings have on GitHub. */
function anchorsOf(path: string): string[] {
  const text = readFileSync(path, 'utf8').replace(/^```[^]*?^```/gm, '');
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('links in the documents', () => {
  it.each(links)('lead somewhere: $target in $name', ({ path, target }) => {
    const [file = '', anchor] = target.split('#');
    const linked = file ? resolve(dirname(path), file) : path;

    expect(existsSync(linked)).toBe(true);
    const anchors =
      anchor === undefined || statSync(linked).isDirectory()
        ? [anchor]
        : anchorsOf(linked);
    expect(anchors).toContain(anchor);
  });

  it('lead to every page of docs/ from the README or from another page', () => {
    const linked = links
      .map(({ path, target }) => ({
        path,
        to: resolve(dirname(path), target.split('#')[0] ?? ''),
      }))
      .filter(({ path, to }) => path !== to)
      .map(({ to }) => to);

    expect(
      documents
        .filter(({ name }) => name.startsWith('docs/'))
        .map(({ path }) => path)
        .filter(path => !linked.includes(path)),
    ).toEqual([]);
  });
});
