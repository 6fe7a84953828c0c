/**
 * How a demonstration reaches a real Bitbucket Server.
 */
export interface BitbucketServerSettings {
  readonly host: string;
  readonly apiBaseUrl: string;
  readonly token?: string;
  readonly username?: string;
  readonly password?: string;
}

/**
 * What a demonstration is started with.
 */
export interface DemoSettings {
  /** Where the backend listens; 0 takes any port that is free. */
  readonly port: number;
  /** The real server; a stand-in is started where it is left out. */
  readonly server?: BitbucketServerSettings;
  /** What the stand-in serves; the folders beside the code if left out. */
  readonly folders?: string;
}

const DEFAULT_PORT = 7007;

/**
 * Reads what the environment says of a demonstration, and throws where it
 * says half of something.
 *
 * @remarks
 * `BACKEND_PORT`, or else `PORT`, is where the backend listens (7007), and
 * `DEMO_FOLDERS` what the stand-in serves. Where
 * any variable of a real server is given, all it takes has to be:
 * `BITBUCKET_HOST`, `BITBUCKET_API_BASE_URL`, and either `BITBUCKET_TOKEN`, or
 * `BITBUCKET_USERNAME` and `BITBUCKET_PASSWORD`. An empty one counts as left
 * out.
 */
export function readDemoSettings(env: NodeJS.ProcessEnv): DemoSettings {
  return {
    port: readPort(env),
    server: readServer(env),
    folders: env.DEMO_FOLDERS || undefined,
  };
}

function readPort(env: NodeJS.ProcessEnv): number {
  const name = env.BACKEND_PORT ? 'BACKEND_PORT' : 'PORT';
  const text = env[name] || String(DEFAULT_PORT);
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new Error(
      `${name} is '${text}'; give a number from 0 to 65535, where 0 takes any port that is free`,
    );
  }
  return port;
}

function readServer(
  env: NodeJS.ProcessEnv,
): BitbucketServerSettings | undefined {
  const host = env.BITBUCKET_HOST;
  const apiBaseUrl = env.BITBUCKET_API_BASE_URL;
  const token = env.BITBUCKET_TOKEN;
  const username = env.BITBUCKET_USERNAME;
  const password = env.BITBUCKET_PASSWORD;
  if (!host && !apiBaseUrl && !token && !username && !password) {
    return undefined;
  }
  if (!host) {
    throw toMissing('BITBUCKET_HOST, such as bitbucket.example.com');
  }
  if (!apiBaseUrl) {
    throw toMissing(
      `BITBUCKET_API_BASE_URL, such as https://${host}/rest/api/1.0`,
    );
  }
  if (token && (username || password)) {
    throw new Error(
      'BITBUCKET_TOKEN is given, and BITBUCKET_USERNAME or BITBUCKET_PASSWORD too; give the token alone, or the username with a password or with the token as its password',
    );
  }
  if (token) {
    return { host, apiBaseUrl, token };
  }
  if (!username && !password) {
    throw toMissing(
      'BITBUCKET_TOKEN, or BITBUCKET_USERNAME and BITBUCKET_PASSWORD',
    );
  }
  if (!username) {
    throw toMissing('BITBUCKET_USERNAME, which belongs to BITBUCKET_PASSWORD');
  }
  if (!password) {
    throw toMissing('BITBUCKET_PASSWORD, which belongs to BITBUCKET_USERNAME');
  }
  return { host, apiBaseUrl, username, password };
}

function toMissing(what: string): Error {
  return new Error(
    `To run against a real Bitbucket Server, give ${what}. To run against the stand-in, give no variable that begins with BITBUCKET_`,
  );
}
