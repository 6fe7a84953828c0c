import { answer } from '../http/testing/answers';
import { isForeignAnswer } from './isForeignAnswer';

const apiBaseUrl = 'https://git.example.com/rest/api/1.0';
const url = `${apiBaseUrl}/projects/A/repos/one/browse`;
const html = { 'content-type': 'text/html; charset=utf-8' };
const json = { 'content-type': 'application/json;charset=UTF-8' };

describe('isForeignAnswer', () => {
  it.each<[string, number, Record<string, string>, string]>([
    ["a firewall's 403", 403, html, url],
    ['a refusal in plain text', 403, { 'content-type': 'text/plain' }, url],
    ['a refusal of no type', 401, {}, url],
    ['a login page', 200, html, url],
    ['a page in place of a file that is refused', 403, html, `${apiBaseUrl}/projects/A/repos/one/raw/x.html`],
    ['a redirect to a login', 302, { location: '/login' }, url],
    ['a redirect to nowhere', 302, {}, url],
  ])('is so for %s', (_, status, headers, asked) => {
    const response = answer(status, { headers });
    expect(isForeignAnswer(response, { url: asked, apiBaseUrl })).toBe(true);
  });

  it.each<[string, number, Record<string, string>, string]>([
    ["the API's own answer", 200, json, url],
    ["the API's own refusal", 403, json, url],
    ["the API's own 404", 404, json, url],
    ['no content', 204, {}, url],
    ['a file in HTML', 200, html, `${apiBaseUrl}/projects/A/repos/one/raw/x.html`],
    ['an archive', 200, { 'content-type': 'application/octet-stream' }, `${apiBaseUrl}/projects/A/repos/one/archive?format=tgz`],
    ['a redirect to a new name', 301, { location: `${apiBaseUrl}/projects/B/repos/one` }, url],
  ])('is not so for %s', (_, status, headers, asked) => {
    const response = answer(status, { headers });
    expect(isForeignAnswer(response, { url: asked, apiBaseUrl })).toBe(false);
  });
});
