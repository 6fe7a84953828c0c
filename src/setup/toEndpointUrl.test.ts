import { toEndpointUrl } from './toEndpointUrl';

describe('toEndpointUrl', () => {
  it.each([
    ['https://backstage.example.com'],
    ['https://backstage.example.com/'],
    ['HTTPS://Backstage.example.com:443'],
    ['https://backstage.example.com/api/events/http/bitbucketServer'],
    ['https://backstage.example.com/api/events/http/bitbucketServer/'],
  ])('leads from %s to the endpoint', url => {
    expect(toEndpointUrl(url)).toBe(
      'https://backstage.example.com/api/events/http/bitbucketServer',
    );
  });

  it('keeps a path and a port', () => {
    expect(toEndpointUrl('http://example.com:7007/backstage/')).toBe(
      'http://example.com:7007/backstage/api/events/http/bitbucketServer',
    );
  });

  it.each([
    ['backstage.example.com', 'is no URL'],
    ['ftp://example.com', 'is not a web address'],
    ['https://example.com?x=1', 'holds a query or a fragment'],
    ['https://example.com#x', 'holds a query or a fragment'],
  ])('refuses %s', (url, reason) => {
    expect(() => toEndpointUrl(url)).toThrow(reason);
    expect(() => toEndpointUrl(url)).toThrow('https://backstage.example.com');
  });

  it('refuses credentials, and does not repeat them', () => {
    const url = 'https://joe:s3cret@example.com';
    expect(() => toEndpointUrl(url)).toThrow('The URL holds credentials');
    expect(() => toEndpointUrl(url)).not.toThrow('s3cret');
  });
});
