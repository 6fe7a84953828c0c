import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import vm from 'node:vm';

interface Page {
  toRows: typeof toRows;
  selectRows: typeof selectRows;
  sortRows: typeof sortRows;
  countResults: typeof countResults;
  countProjects: typeof countProjects;
  countReasons: typeof countReasons;
  toShown: typeof toShown;
}

/** Loads the scripts of the page as a browser does, but draws nothing. */
export function loadPage(): Page {
  const scripts = readdirSync(__dirname).filter(
    name => name.endsWith('.js') && name !== 'main.js',
  );
  const context: Partial<Page> = {};
  vm.runInNewContext(
    scripts
      .map(name => readFileSync(path.join(__dirname, name), 'utf8'))
      .join('\n'),
    context,
  );
  return context as Page;
}
