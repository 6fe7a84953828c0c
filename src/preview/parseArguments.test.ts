import { parseArguments } from './parseArguments';

function parse(...args: string[]) {
  const written = { stdout: '', stderr: '' };
  const to = (name: keyof typeof written) => ({
    write: (text: string) => {
      written[name] += text;
    },
  });
  const given = parseArguments(args, {
    stdout: to('stdout'),
    stderr: to('stderr'),
  });
  return { given, ...written };
}

describe('parseArguments', () => {
  it('takes all providers and the files of Backstage where nothing is given', () => {
    expect(parse('preview').given).toEqual({
      configFiles: [],
      providerId: undefined,
      repository: undefined,
      format: 'text',
    });
  });

  it('keeps several files in order, and names one provider and repository', () => {
    const { given } = parse(
      ...['preview', '--config', 'a.yaml', '--config=b.yaml', '--json'],
      ...['--provider', 'main', '--repository', '~ada/notes.x'],
    );
    expect(given).toEqual({
      configFiles: ['a.yaml', 'b.yaml'],
      providerId: 'main',
      repository: { projectKey: '~ada', repoSlug: 'notes.x' },
      format: 'json',
    });
  });

  it('names the file for a picture, beside JSON too', () => {
    expect(parse('preview', '--html', 'a.html').given).toMatchObject({
      html: 'a.html',
      format: 'text',
    });
    expect(parse('preview', '--json', '--html=a.html').given).toMatchObject({
      html: 'a.html',
      format: 'json',
    });
  });

  it.each([
    [
      ['--html', 'a.html', '--repository', 'PLAT/api'],
      "option '--html <file>' cannot be used with option '--repository <PROJECT/slug>'",
    ],
    [['--html'], "'--html <file>' argument missing"],
    [['--repository', 'PLAT'], "argument 'PLAT' is invalid"],
    [['--repository', 'PLAT/'], "argument 'PLAT/' is invalid"],
    [['--repository', 'PLAT/a/b'], "argument 'PLAT/a/b' is invalid"],
    [['--repository', '../api'], "argument '../api' is invalid"],
    [['--repository', 'PLAT/.'], "argument 'PLAT/.' is invalid"],
    [['--confi', 'a'], "unknown option '--confi'"],
    [['--config'], "'--config <file>' argument missing"],
    [['PLAT'], 'too many arguments'],
  ])('ends with 2 and says why for %j', (args, message) => {
    const { given, stdout, stderr } = parse('preview', ...args);
    expect(given).toEqual({ exitCode: 2 });
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
  });

  it('ends with 2 without a command, and for one that there is not', () => {
    expect(parse().given).toEqual({ exitCode: 2 });
    expect(parse('sweep').given).toEqual({ exitCode: 2 });
  });

  it('ends with 0 for help', () => {
    const { given, stdout } = parse('preview', '--help');
    expect(given).toEqual({ exitCode: 0 });
    expect(stdout).toContain('--repository <PROJECT/slug>');
  });
});
