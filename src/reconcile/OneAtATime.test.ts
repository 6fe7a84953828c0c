import { settle } from '../http/testing/settle';
import { OneAtATime } from './OneAtATime';

/** Work that ends when a test lets it. */
function createWork() {
  const begun: string[] = [];
  const ends = new Map<
    string,
    { resolve(): void; reject(error: Error): void }
  >();
  const work = (name: string) => async () => {
    begun.push(name);
    await new Promise<void>((resolve, reject) => {
      ends.set(name, { resolve, reject });
    });
    return name;
  };
  return { begun, work, end: (name: string) => ends.get(name)! };
}

const passTurn = () =>
  new Promise(resolve => {
    setImmediate(resolve);
  });

describe('OneAtATime', () => {
  it('does work for the same key in the order that it came, one after the other', async () => {
    const { begun, work, end } = createWork();
    const turns = new OneAtATime();
    const results = ['first', 'second', 'third'].map(name =>
      turns.run('key', work(name)),
    );
    await passTurn();
    expect(begun).toEqual(['first']);

    end('first').resolve();
    await passTurn();
    expect(begun).toEqual(['first', 'second']);

    end('second').resolve();
    await passTurn();
    end('third').resolve();
    expect(await Promise.all(results)).toEqual(['first', 'second', 'third']);
  });

  it('does work for different keys side by side', async () => {
    const { begun, work } = createWork();
    const turns = new OneAtATime();
    void turns.run('one', work('first'));
    void turns.run('other', work('second'));
    await passTurn();
    expect(begun).toEqual(['first', 'second']);
  });

  it('goes on after work that fails, whose failure only its caller hears', async () => {
    const { begun, work, end } = createWork();
    const turns = new OneAtATime();
    const first = settle(turns.run('key', work('first')));
    const second = settle(turns.run('key', work('second')));
    await passTurn();
    end('first').reject(new Error('nobody foresaw this'));
    await passTurn();
    expect(first.error).toEqual(new Error('nobody foresaw this'));
    expect(begun).toEqual(['first', 'second']);

    end('second').resolve();
    await passTurn();
    expect(second.state).toBe('fulfilled');
  });
});
