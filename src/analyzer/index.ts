export {
  BitbucketServerLocationAnalyzer,
  type BitbucketServerLocationAnalyzerOptions,
} from './BitbucketServerLocationAnalyzer';
