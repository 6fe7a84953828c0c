export { describeAnswer, describeCutFiles, toShortRef } from './describeAnswer';
export {
  describeExplanation,
  explainAnswer,
  type ExplainedFile,
  type Explanation,
} from './explainAnswer';
export { describeNumber, describeSweep } from './describeSweep';
export {
  AFTER_RUN,
  describeUnknowns,
  type Outlook,
  toAdvice,
} from './describeUnknowns';
export {
  countFilesLeftOut,
  type ReportedAnswer,
  type ResultWord,
  toResultWord,
} from './ReportedAnswer';
export { SweepReport } from './SweepReport';
