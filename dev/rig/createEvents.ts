import {
  DefaultEventsService,
  type EventsService,
} from '@backstage/plugin-events-node';
import { LogLines } from './LogLines';

/**
 * Creates Backstage's own events service, for one process, and with a log that
 * is no test's concern.
 */
export function createEvents(): EventsService {
  return DefaultEventsService.create({ logger: new LogLines() });
}
