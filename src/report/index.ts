export { describeAnswer, describeCutFiles, toShortRef } from './describeAnswer';
export { describeExplanation } from './describeExplanation';
export { describeNumber, describeSweep } from './describeSweep';
export { describeUnknowns } from './describeUnknowns';
export {
  explainAnswer,
  type ExplainedFile,
  type Explanation,
} from './explainAnswer';
export {
  countFilesLeftOut,
  type ReportedAnswer,
  type ResultWord,
  toResultWord,
} from './ReportedAnswer';
export { SweepReport } from './SweepReport';
export { AFTER_RUN, type Outlook, toAdvice } from './toAdvice';
