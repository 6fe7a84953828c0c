import fs from 'node:fs';
import path from 'node:path';
import { name } from '../package.json';
import { fact } from './print';
import { run } from './processes';

/** The part of the preview's JSON that is looked at. */
interface Preview {
  providers: { repositories: { files: { target: string }[] }[] }[];
}

/** Runs the package's own command in the folder that it is installed in. */
export async function checkPreview(options: {
  folder: string;
  target: string;
}): Promise<void> {
  const { folder, target } = options;
  // Into a file, since npx has its say on the other stream.
  const command = `npx --no-install ${name} preview --config app-config.yaml --json --html preview.html`;
  await run(['sh', '-c', `${command} >preview.json`], { cwd: folder });
  const { providers } = JSON.parse(
    fs.readFileSync(path.join(folder, 'preview.json'), 'utf8'),
  ) as Preview;
  const targets = providers.flatMap(({ repositories }) =>
    repositories.flatMap(({ files }) => files.map(file => file.target)),
  );
  if (targets.join() !== target) {
    throw new Error(`The preview finds [${targets}], not ${target}`);
  }
  const html = fs.readFileSync(path.join(folder, 'preview.html'), 'utf8');
  if (!html.includes(target) || !html.includes('main();')) {
    throw new Error(`The picture of the preview lacks ${target}, or its script`);
  }
  fact(`${command} finds and draws ${target}`);
}
