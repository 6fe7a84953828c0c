/** What a figure is found by: the name of its case, and its own. */
export interface FigureName {
  readonly name: string;
  readonly figure: string;
}

/**
 * The figures that tell a user what to expect, in their order.
 */
export const summaryFigures: readonly FigureName[] = [
  { name: 'thousand-repositories', figure: 'time, against upstream' },
  { name: 'thousand-repositories', figure: 'requests' },
  { name: 'first-entity', figure: 'first entity after' },
  { name: 'token-bucket', figure: 'files found' },
  { name: 'token-bucket', figure: 'time' },
  { name: 'small-heap', figure: 'time' },
  { name: 'small-heap', figure: 'peak heap' },
  {
    name: 'request-cost',
    figure: 'processor time of a request, against a bare loop',
  },
  {
    name: 'unchanged-server',
    figure: 'a run in a new process, nothing changed',
  },
  { name: 'large-unchanged-server', figure: 'a run, rechecks included' },
];
