import { describeOddContent } from './previewRepository';

describe('describeOddContent', () => {
  it.each([
    ['', /^is empty$/],
    [' \n\n', /^is empty$/],
    [
      'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n',
      /^is a pointer of Git LFS/,
    ],
    [
      '../shared/catalog-info.yaml',
      /^is a symbolic link to \.\.\/shared\/catalog-info\.yaml/,
    ],
    ['other.yaml', /^is a symbolic link to other\.yaml/],
  ])('names what holds %j', (content, words) => {
    expect(describeOddContent(content)).toMatch(words);
  });

  it.each([
    'kind: Component\n',
    '{"kind":"Component"}',
    '---\n',
    '# nothing yet',
    'other.yaml\n',
  ])('says nothing of %j', content => {
    expect(describeOddContent(content)).toBeUndefined();
  });
});
