import { toNetworkError } from './nodeFetch';

const request = { url: 'https://git.example.com/rest/x' };

describe('toNetworkError', () => {
  it.each([
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'is not trusted'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'is not trusted'],
    ['UNABLE_TO_GET_ISSUER_CERT', 'is not trusted'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'is not trusted'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'is not trusted'],
    ['CERT_UNTRUSTED', 'is not trusted'],
    ['CERT_REVOKED', 'is not trusted'],
    ['INVALID_CA', 'is not trusted'],
    ['CERT_HAS_EXPIRED', 'has expired'],
    ['CERT_NOT_YET_VALID', 'is not valid yet'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'is for another name'],
    ['HOSTNAME_MISMATCH', 'is for another name'],
  ])('takes %s for a certificate that %s', (code, words) => {
    const cause = Object.assign(new Error('no'), { code });
    const error = toNetworkError(request, { cause });
    expect(error).toMatchObject({ kind: 'certificate', cause });
    expect(error.message).toContain(words);
  });

  it.each(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPROTO', undefined])(
    'takes %s for a broken connection',
    code => {
      const cause = Object.assign(new Error('no'), { code });
      expect(toNetworkError(request, { cause })).toMatchObject({
        kind: 'unreachable',
        message: `GET ${request.url} got no complete answer: no`,
        cause,
      });
    },
  );
});
