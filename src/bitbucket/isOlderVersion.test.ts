import { isOlderVersion } from './isOlderVersion';

describe('isOlderVersion', () => {
  it.each(['8.8.7', '8.8', '7.21.3', '5.16.0', '8.2.0-SNAPSHOT'])(
    'finds %s older than 8.9',
    version => {
      expect(isOlderVersion(version, { than: [8, 9] })).toBe(true);
    },
  );

  it.each(['8.9.0', '8.19.1', '8.10', '9.0.0', '10.0.0-rc1'])(
    'does not find %s older than 8.9',
    version => {
      expect(isOlderVersion(version, { than: [8, 9] })).toBe(false);
    },
  );

  it.each(['', 'unknown', 'v7.0', '7', 'seven.eight'])(
    'says nothing of a version that is %p',
    version => {
      expect(isOlderVersion(version, { than: [8, 9] })).toBe(false);
    },
  );
});
