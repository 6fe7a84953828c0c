import { Priority } from './types';
import { WaitingLine } from './WaitingLine';

interface Named {
  name: string;
  priority?: Priority;
  isAgain?: boolean;
}

const urgent = (name: string): Named => ({ name, priority: 'urgent' });
const ordinary = (name: string): Named => ({ name });

function createLine(...waiting: Named[]) {
  const line = new WaitingLine<Named>();
  waiting.forEach(each => line.add(each));
  return line;
}

function takeAll(line: WaitingLine<Named>) {
  const names: string[] = [];
  for (let next = line.take(); next; next = line.take()) {
    names.push(next.name);
  }
  return names;
}

describe('WaitingLine', () => {
  it('gives nothing where nobody waits', () => {
    expect(createLine().take()).toBeUndefined();
    expect(createLine().size).toBe(0);
  });

  it('keeps the order of those that are equal', () => {
    const line = createLine(ordinary('a'), ordinary('b'), ordinary('c'));
    expect(line.size).toBe(3);
    expect(takeAll(line)).toEqual(['a', 'b', 'c']);
  });

  it('gives two of three turns to the urgent ones while both wait', () => {
    const line = createLine(
      ...Array.from('abc', ordinary),
      ...Array.from('uvwxyz', urgent),
    );
    expect(takeAll(line)).toEqual(Array.from('uvawxbyzc'));
  });

  it('lets the sweep have its third also where an urgent one comes with each turn', () => {
    const line = createLine(...Array.from('abcd', ordinary));
    const names: string[] = [];
    for (let i = 0; i < 12; i += 1) {
      line.add(urgent('u'));
      names.push(line.take()?.name ?? '');
    }
    expect(names.filter(name => name !== 'u')).toEqual(Array.from('abcd'));
  });

  it('lets those that had their turn in vain go first among their equals alone', () => {
    const line = createLine(
      ordinary('a'),
      urgent('u'),
      { name: 'again', isAgain: true },
      { name: 'urgent again', priority: 'urgent', isAgain: true },
    );
    expect(takeAll(line)).toEqual(['urgent again', 'u', 'again', 'a']);
  });

  it('leaves out whoever does not wait any longer', () => {
    const gone = ordinary('b');
    const line = createLine(ordinary('a'), gone, ordinary('c'));
    line.delete(gone);
    expect(takeAll(line)).toEqual(['a', 'c']);
  });
});
