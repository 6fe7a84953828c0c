export type { HostTelemetry, ReadAnswer } from './HostTelemetry';
export type {
  CheckKind,
  ProviderTelemetry,
  SweepFailureKind,
  WebhookOutcome,
} from './ProviderTelemetry';
export type { HeldAnswers, SweepTelemetry } from './SweepTelemetry';
export { Telemetry } from './Telemetry';
