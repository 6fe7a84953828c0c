import { ProcessConnection } from './ProcessConnection';

const mutation = { type: 'full', entities: [] } as const;

function create() {
  const applied: string[] = [];
  const connection = new ProcessConnection({
    connection: {
      applyMutation: async () => {
        applied.push('mutation');
      },
      refresh: async () => {
        applied.push('refresh');
      },
    },
    onMutation: () => {
      applied.push('looked at');
    },
    onApplied: () => {
      applied.push('noted');
    },
  });
  return { applied, connection };
}

describe('ProcessConnection', () => {
  it('has a mutation looked at before it is applied', async () => {
    const { applied, connection } = create();
    await connection.applyMutation({ ...mutation, entities: [] });
    await connection.refresh({ keys: [] });
    expect(applied).toEqual([
      'looked at',
      'mutation',
      'noted',
      'refresh',
    ]);
  });

  it('lets nothing through once it is cut', async () => {
    const { applied, connection } = create();
    connection.cut();
    await expect(
      connection.applyMutation({ ...mutation, entities: [] }),
    ).rejects.toThrow('The process is gone');
    await expect(connection.refresh({ keys: [] })).rejects.toThrow(
      'The process is gone',
    );
    expect(applied).toEqual([]);
  });
});
