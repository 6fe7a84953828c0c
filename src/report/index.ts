export { describeCutFiles } from './describeCutFiles';
export { describeSweep } from './describeSweep';
export { describeUnknowns } from './describeUnknowns';
export { SweepReport } from './SweepReport';
export { AFTER_RUN, type Outlook, toAdvice } from './toAdvice';
