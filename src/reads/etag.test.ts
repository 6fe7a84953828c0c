import { execFileSync } from 'node:child_process';
import { parseEtag, toContentId, toEtag } from './etag';

describe('toContentId', () => {
  it.each([
    ['an empty file', ''],
    ['lines that end as on Windows', 'a: 1\r\nb: 2\r\n'],
    ['letters beyond ASCII', 'name: Grüße 漢字 \u{1f600}\n'],
    ['a zero byte', 'a\0b'],
    ['a megabyte', 'x'.repeat(1024 * 1024)],
  ])('is what git says of %s', (_, text) => {
    const content = Buffer.from(text, 'utf8');
    const id = execFileSync('git', ['hash-object', '--stdin', '--no-filters'], {
      input: content,
    });
    expect(toContentId(content)).toBe(id.toString().trim());
  });
});

describe('parseEtag', () => {
  it('gives what toEtag was given', () => {
    const etag = { contentId: toContentId(Buffer.from('x')), revision: 4711 };
    expect(parseEtag(toEtag(etag))).toEqual(etag);
  });

  it.each([undefined, '', 'W/"abc"', `${'a'.repeat(40)}@`, '@12', 'abc@12'])(
    'makes nothing of %j, which is not ours',
    text => {
      expect(parseEtag(text)).toBeUndefined();
    },
  );
});
