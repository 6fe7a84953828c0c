import { createHash } from 'node:crypto';
import { renderPicture } from './renderPicture';
import { Picture } from './types';

const toPicture = (name: string): Picture => ({
  takenAt: 'today',
  providers: [
    {
      id: name,
      host: name,
      status: 'incomplete',
      isLookedAt: true,
      errors: [name],
      warnings: [name],
      summary: name,
      cost: [name],
      rows: [
        {
          projectKey: name,
          repoSlug: name,
          result: 'in',
          why: name,
          files: [{ path: name, branch: name, target: name }],
        },
      ],
    },
  ],
});

const blockOf = (html: string) =>
  /<script type="application\/json" id="picture">([^]*?)<\/script>/.exec(
    html,
  )?.[1] ?? '';

const hashOf = (text: string) =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

describe('renderPicture', () => {
  const html = renderPicture(toPicture('PLAT'));

  it('allows its one script and its one style by their hashes, and nothing else', () => {
    const [, policy] =
      /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(html) ?? [];
    const [, script = ''] =
      /<script type="module">([^]*?)<\/script>/.exec(html) ?? [];
    const [, style = ''] = /<style>([^]*?)<\/style>/.exec(html) ?? [];

    expect(policy?.split('; ')).toEqual([
      "default-src 'none'",
      `script-src ${hashOf(script)}`,
      `style-src ${hashOf(style)}`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(html.match(/<script/g)).toHaveLength(2);
  });

  it('names nothing that a browser would ask for', () => {
    expect(html).not.toMatch(/\b(src|srcset|action|poster)=|@import|url\(/);
    expect(html.match(/\bhref="[^"]*"/g)).toEqual([
      'href="#repositories-title"',
    ]);
  });

  it.each([
    '</script><script>alert(1)</script>',
    '<!--<script>',
    '<img src=x onerror=alert(1)>',
    '"\'`${alert(1)}',
    '{{script}} $& $1 $`',
    '\u2028\u2029\u202e\u200f\u0000\n\\',
    '\ud800',
  ])('keeps %j whole within its block', name => {
    const hostile = renderPicture(toPicture(name));

    expect(blockOf(hostile)).not.toContain('<');
    expect(JSON.parse(blockOf(hostile))).toEqual(toPicture(name));
    expect(hostile.replace(blockOf(hostile), '')).toBe(
      html.replace(blockOf(html), ''),
    );
  });
});
