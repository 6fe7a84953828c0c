import { AppConfig, ConfigReader } from '@backstage/config';
import { ConfigSchema, loadConfigSchema } from '@backstage/config-loader';
import { resolve } from 'node:path';
import { readWebhookConfig } from './readWebhookConfig';

type JsonObject = AppConfig['data'];
type JsonValue = JsonObject[string];

const withSecret = (webhookSecret: JsonValue, topics?: JsonValue) => ({
  events: {
    modules: { bitbucketServer: { webhookSecret } },
    ...(topics !== undefined && { http: { topics } }),
  },
});

const read = (data: JsonObject) => readWebhookConfig(new ConfigReader(data));

describe('readWebhookConfig', () => {
  it.each<[JsonValue, string[]]>([
    ['one-5b0c', ['one-5b0c']],
    [['one-5b0c', 'two-91fe'], ['one-5b0c', 'two-91fe']],
    [' blanks belong to it ', [' blanks belong to it ']],
    [[], []],
    [null, []],
  ])('reads %j as the secrets %j', (webhookSecret, secrets) => {
    expect(read(withSecret(webhookSecret)).secrets).toEqual(secrets);
  });

  it('reads no secret where nothing is configured', () => {
    expect(read({})).toEqual({ secrets: [], openTopics: [] });
  });

  it.each<[JsonValue]>([
    [''],
    ['  \n'],
    [12345678],
    [true],
    [{ secret: 'hidden-77aa' }],
    [['hidden-77aa', '']],
    [['hidden-77aa', 12345678]],
    [['hidden-77aa', null]],
  ])('refuses the secret %j without showing it', webhookSecret => {
    const act = () => read(withSecret(webhookSecret));

    expect(act).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(
          'events.modules.bitbucketServer.webhookSecret holds',
        ),
      }),
    );
    expect(act).not.toThrow(/hidden|12345678/);
  });

  it.each<[JsonValue, string]>([
    ['hidden-77aa\n', 'webhookSecret has a line feed (U+000A) as its last'],
    [['one-5b0c', '\ufeffhidden-77aa'], 'webhookSecret[1] has a byte order mark'],
  ])('says what nobody sees in the secret %j, and where', (secret, words) => {
    const act = () => read(withSecret(secret));

    expect(act).toThrow(words);
    expect(act).not.toThrow(/hidden/);
  });

  it.each<[JsonValue, string[], string[]]>([
    [null, [], []],
    [null, ['github'], []],
    [null, ['github', 'bitbucketServer'], ['bitbucketServer']],
    [[], ['bitbucketServer'], ['bitbucketServer']],
    ['one-5b0c', ['bitbucketServer'], []],
    ['one-5b0c', ['bitbucketServerless'], []],
    [
      'one-5b0c',
      ['bitbucketServer', 'bitbucketServer.repo:refs_changed'],
      ['bitbucketServer.repo:refs_changed'],
    ],
  ])(
    'with the secret %j and the topics %j, leaves %j open to anyone',
    (webhookSecret, topics, openTopics) => {
      expect(read(withSecret(webhookSecret, topics)).openTopics).toEqual(
        openTopics,
      );
    },
  );

  it('refuses topics that are no list, as the events backend does', () => {
    expect(() => read(withSecret('one-5b0c', 'bitbucketServer'))).toThrow(
      'events.http.topics',
    );
  });

  describe('declared in config.d.ts', () => {
    let schema: ConfigSchema;

    const check = (data: JsonObject, visibility?: 'frontend' | 'secret') =>
      schema.process(
        [{ context: 'app-config.yaml', data }],
        visibility && { visibility: [visibility] },
      );

    beforeAll(async () => {
      schema = await loadConfigSchema({
        dependencies: ['@backstage/plugin-events-backend'],
        packagePaths: [resolve(__dirname, '../../package.json')],
        excludePackageDependencies: true,
      });
    });

    it.each<[JsonValue]>([['one-5b0c'], [['one-5b0c', 'two-91fe']], [[]]])(
      'accepts the secret %j',
      webhookSecret => {
        expect(() =>
          check(withSecret(webhookSecret, ['bitbucketServer'])),
        ).not.toThrow();
      },
    );

    it.each<[JsonValue]>([[{ secret: 'x' }], [[{ secret: 'x' }]]])(
      'refuses the secret %j',
      webhookSecret => {
        expect(() => check(withSecret(webhookSecret))).toThrow(
          'Config validation failed',
        );
      },
    );

    it.each<[JsonValue]>([['one-5b0c'], [['one-5b0c', 'two-91fe']]])(
      'treats %j as a secret, which no frontend gets to see',
      webhookSecret => {
        const data = withSecret(webhookSecret);

        expect(check(data, 'secret')).toEqual([
          expect.objectContaining({ data }),
        ]);
        expect(check(data, 'frontend')).toEqual([
          expect.objectContaining({ data: {} }),
        ]);
      },
    );
  });
});
