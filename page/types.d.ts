/** What the page is drawn from: the very types of the code that writes it. */
type Picture = import('../src/picture/types').Picture;
type PicturedProvider = import('../src/picture/types').PicturedProvider;
type PicturedFile = import('../src/picture/types').PicturedFile;
type Result = import('../src/picture/types').PicturedRow['result'];

/** A row of the table. What there is not is an empty text. */
interface Row {
  /** Names provider and project, so that two hosts may have one key. */
  readonly projectId: string;
  readonly provider: string;
  readonly project: string;
  /** Empty where the row is a whole project. */
  readonly repository: string;
  readonly result: Result;
  readonly why: string;
  /** What rows are grouped by: the reason, or that there is no answer. */
  readonly reason: string;
  readonly branch: string;
  readonly files: readonly PicturedFile[];
  readonly filesLeftOut: number;
  /** All that a search looks at, in lower case. */
  readonly searched: string;
}

/** Which rows are meant; an empty text is all of them. */
interface Choice {
  readonly text: string;
  readonly result: string;
  readonly provider: string;
  readonly projectId: string;
  readonly reason: string;
}

interface Order {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}

interface Column {
  readonly id: string;
  readonly title: string;
  /** What rows are ordered by; what is empty comes last. */
  toKey(row: Row): string;
  toCell(row: Row): (string | Node)[];
}

/** How many repositories there are, by what becomes of them. */
interface Counts {
  in: number;
  out: number;
  unknown: number;
}

interface ProjectCounts extends Counts {
  readonly projectId: string;
  readonly project: string;
  readonly provider: string;
}

interface ReasonCount {
  readonly reason: string;
  repositories: number;
  /** Of which no repository was looked at. */
  projects: number;
}

interface Bar {
  readonly label: string;
  /** In words, behind the bar. */
  readonly value: string;
  /** From 0 to 1, and which of the colours each has. */
  readonly shares: readonly { kind: Result; share: number }[];
  /** Called where somebody chooses it. */
  onChoose(): void;
}
