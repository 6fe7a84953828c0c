import { toWebhookReport } from './toWebhookReport';

const heard = { inLastDay: 0, projectKeys: new Set<string>() };

describe('toWebhookReport', () => {
  it('tells how many came, when the last one did, and which projects never sent one', () => {
    const report = toWebhookReport(
      {
        inLastDay: 7,
        lastAt: Date.parse('2026-03-01T12:00:00Z'),
        projectKeys: new Set(['plat', 'elsewhere']),
      },
      { projectKeys: ['DOCS', 'PLAT'] },
    );
    expect(report).toEqual({
      inLastDay: 7,
      lastAt: '2026-03-01T12:00:00.000Z',
      silentProjects: { total: 1, projectKeys: ['DOCS'] },
    });
  });

  it('names a hundred projects at most, and counts all', () => {
    const projectKeys = Array.from({ length: 130 }, (_, index) => `P${index}`);
    const { silentProjects } = toWebhookReport(heard, { projectKeys });
    expect(silentProjects.total).toBe(130);
    expect(silentProjects.projectKeys).toEqual(projectKeys.slice(0, 100));
  });

  it('has null where none ever came', () => {
    expect(toWebhookReport(heard, { projectKeys: [] }).lastAt).toBeNull();
  });
});
