/** A picture with the given rows, a list for each provider. */
export function toPictureOf(
  ...providers: PicturedProvider['rows'][]
): Picture {
  return {
    takenAt: 'today',
    providers: providers.map((rows, index) => ({
      id: `provider-${index + 1}`,
      host: 'git.example.com',
      status: 'complete',
      isLookedAt: true,
      errors: [],
      warnings: [],
      summary: '',
      cost: [],
      rows,
    })),
  };
}
