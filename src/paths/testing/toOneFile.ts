/**
 * What a catalog path is parsed to that means one file, where nothing is said of
 * what is ignored.
 */
export function toOneFile(
  configured: string,
  { directory, fileName }: { directory: string; fileName: string },
): object {
  const path = directory ? `${directory}/${fileName}` : fileName;
  return {
    configured: [configured],
    ignored: [
      '**/node_modules',
      '**/skeleton',
      '**/testdata',
      '**/__fixtures__',
    ],
    search: {
      type: 'directories',
      directories: [
        { directory, fileNames: [fileName], matches: expect.any(Function) },
      ],
    },
    toMeant: expect.any(Function),
    decoded: [],
    unseenPaths: [path],
  };
}
