export { ENTITIES } from './entities.js';
export {
  SAMPLE_TYPE_CODES,
  STATUS_CODES,
  sampleTypeWord,
  statusWord,
  type SampleTypeCode,
  type StatusCode,
  type StoredSampleType,
} from './monitors/sample-codes.js';
export { SnakeCaseNaming } from './platform/naming-strategy.js';
