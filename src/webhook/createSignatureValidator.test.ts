import { RequestDetails } from '@backstage/plugin-events-node';
import { createHmac } from 'node:crypto';
import { LogLines } from '../../dev/rig/LogLines';
import { createSignatureValidator } from './createSignatureValidator';

const SECRET = 'one-5b0c';
const NEXT_SECRET = 'two-91fe';

const push = JSON.stringify({ eventKey: 'repo:refs_changed', changes: [] });
const ping = JSON.stringify({ test: true });

function sign(
  body: string | Buffer,
  options: { secret?: string; algorithm?: string } = {},
): string {
  const { secret = SECRET, algorithm = 'sha256' } = options;
  const digest = createHmac(algorithm, secret).update(body).digest('hex');
  return `${algorithm}=${digest}`;
}

/** What becomes of a request, and what is logged. */
async function ask(options: {
  headers?: RequestDetails['headers'];
  raw?: string | Buffer;
  encoding?: BufferEncoding;
  secrets?: string[];
}) {
  const { headers = {}, raw = push, encoding = 'utf8' } = options;
  const logger = new LogLines();
  const validate = createSignatureValidator({
    secrets: options.secrets ?? [SECRET],
    logger,
  });
  const reject = jest.fn();
  const body = Buffer.from(raw);
  await validate(
    {
      body: JSON.parse(body.toString(encoding)),
      headers: { 'x-event-key': 'repo:refs_changed', ...headers },
      raw: { body, encoding },
    },
    { reject },
  );
  return { rejections: reject.mock.calls.flat(), logger };
}

const signed = (signature: string | string[] | undefined) => ({
  'x-hub-signature': signature,
});

const missing = /has no X-Hub-Signature/;
const malformed = /is not of the form sha256=/;
const wrong = /is not that of its body/;

describe('createSignatureValidator', () => {
  it.each<[string, string[], string]>([
    ['the secret', [SECRET], sign(push)],
    ['the first of two secrets', [SECRET, NEXT_SECRET], sign(push)],
    ['the second of two secrets', [NEXT_SECRET, SECRET], sign(push)],
    ['the secret, in capital letters', [SECRET], sign(push).replace(/=.*/, hex => hex.toUpperCase())],
  ])('lets a body in that is signed by %s', async (_, secrets, signature) => {
    const { rejections, logger } = await ask({
      secrets,
      headers: signed(signature),
    });

    expect(rejections).toEqual([]);
    expect(logger.lines).toEqual([]);
  });

  it('goes by the bytes of the body, whatever they stand for', async () => {
    const raw = Buffer.from(' {"a" :\r\n"ü"}', 'utf16le');
    const headers = signed(sign(raw));

    const { rejections } = await ask({ raw, encoding: 'utf16le', headers });

    expect(rejections).toEqual([]);
  });

  const hex = sign(push).slice('sha256='.length);

  it.each<[string, string | string[] | undefined, RegExp]>([
    ['no signature', undefined, missing],
    ['an empty signature', '', malformed],
    ['no algorithm', hex, malformed],
    ['another algorithm', sign(push, { algorithm: 'sha1' }), malformed],
    ['a stronger algorithm', sign(push, { algorithm: 'sha512' }), malformed],
    ['another algorithm of that length', `sha3-256=${hex}`, malformed],
    ['an algorithm in capital letters', `SHA256=${hex}`, malformed],
    ['no digits', 'sha256=', malformed],
    ['a digit less', `sha256=${hex.slice(1)}`, malformed],
    ['a digit more', `sha256=${hex}0`, malformed],
    ['a letter that is no digit', `sha256=${hex.slice(1)}g`, malformed],
    ['base64', `sha256=${Buffer.from(hex, 'hex').toString('base64')}`, malformed],
    ['a blank in front', ` sha256=${hex}`, malformed],
    ['a line break behind', `sha256=${hex}\n`, malformed],
    ['two signatures in one line', `sha256=${hex}, sha256=${hex}`, malformed],
    ['two signatures', [`sha256=${hex}`, `sha256=${hex}`], malformed],
    ['a list of one signature', [`sha256=${hex}`], malformed],
    ['another secret', sign(push, { secret: 'guessed' }), wrong],
    ['no secret at all', sign(push, { secret: '' }), wrong],
    ['another body', sign(`${push} `), wrong],
    ['another last digit', `sha256=${hex.slice(0, -1)}${hex.endsWith('0') ? 1 : 0}`, wrong],
    ['nothing but zeros', `sha256=${'0'.repeat(64)}`, wrong],
  ])('refuses a request with %s', async (_, signature, reason) => {
    const { rejections, logger } = await ask({ headers: signed(signature) });

    expect(rejections).toEqual([
      { status: 403, payload: { message: expect.stringMatching(reason) } },
    ]);
    expect(logger.lines).toEqual([
      {
        level: 'warn',
        message: expect.stringMatching(reason),
      },
    ]);
  });

  it('refuses everything where it knows no secret', async () => {
    const { rejections } = await ask({
      secrets: [],
      headers: signed(sign(push)),
    });

    expect(rejections).toMatchObject([{ status: 403 }]);
  });

  it('shows neither a secret nor a right signature', async () => {
    for (const signature of [undefined, 'sha256=', sign('other')]) {
      const { rejections, logger } = await ask({ headers: signed(signature) });
      const shown = JSON.stringify([rejections, logger.lines]);

      expect(shown).not.toContain(SECRET);
      expect(shown).not.toContain(hex);
    }
  });

  it.each([
    ['is not signed', undefined],
    ['is signed', sign(ping)],
    ['is signed wrongly', sign(push)],
  ])('answers the test ping with 200, and lets it no further, where it %s', async (_, signature) => {
    const { rejections, logger } = await ask({
      raw: ping,
      headers: {
        'x-event-key': 'diagnostics:ping',
        'x-hub-signature': signature,
      },
    });

    expect(rejections).toEqual([{ status: 200, payload: { status: 'ok' } }]);
    expect(logger.lines).toEqual([]);
  });

  it.each<[string, string | string[] | undefined, unknown]>([
    ['of another event', 'repo:refs_changed', { test: true }],
    ['of no event', undefined, { test: true }],
    ['of two events', ['diagnostics:ping', 'diagnostics:ping'], { test: true }],
    ['with more in it', 'diagnostics:ping', { test: true, eventKey: 'x' }],
    ['that is false', 'diagnostics:ping', { test: false }],
    ['that is text', 'diagnostics:ping', { test: 'true' }],
    ['that is empty', 'diagnostics:ping', {}],
    ['that is a list', 'diagnostics:ping', [{ test: true }]],
    ['that is null', 'diagnostics:ping', null],
  ])('refuses an unsigned ping %s', async (_, eventKey, body) => {
    const { rejections } = await ask({
      raw: JSON.stringify(body),
      headers: { 'x-event-key': eventKey },
    });

    expect(rejections).toMatchObject([{ status: 403 }]);
  });
});
