import { toDoorUrl } from './toDoorUrl';

describe('toDoorUrl', () => {
  it.each([
    ['https://backstage.example.com'],
    ['https://backstage.example.com/'],
    ['HTTPS://Backstage.example.com:443'],
    ['https://backstage.example.com/api/events/http/bitbucketServer'],
    ['https://backstage.example.com/api/events/http/bitbucketServer/'],
  ])('leads from %s to the door', url => {
    expect(toDoorUrl(url)).toBe(
      'https://backstage.example.com/api/events/http/bitbucketServer',
    );
  });

  it('keeps a path and a port', () => {
    expect(toDoorUrl('http://example.com:7007/backstage/')).toBe(
      'http://example.com:7007/backstage/api/events/http/bitbucketServer',
    );
  });

  it.each([
    ['backstage.example.com', 'is no URL'],
    ['ftp://example.com', 'is not a web address'],
    ['https://example.com?x=1', 'holds a query or a fragment'],
    ['https://example.com#x', 'holds a query or a fragment'],
  ])('refuses %s', (url, reason) => {
    expect(() => toDoorUrl(url)).toThrow(reason);
    expect(() => toDoorUrl(url)).toThrow('https://backstage.example.com');
  });

  it('refuses credentials, and does not repeat them', () => {
    const url = 'https://joe:s3cret@example.com';
    expect(() => toDoorUrl(url)).toThrow('The URL holds credentials');
    expect(() => toDoorUrl(url)).not.toThrow('s3cret');
  });
});
