import os from 'node:os';

import type { Machine } from './types';

/**
 * Says what the benchmark runs on.
 */
export function describeMachine(): Machine {
  const cpus = os.cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    os: `${os.type()} ${os.arch()}`,
    cores: cpus.length,
    cpu: cpus[0]?.model.trim() || 'of an unknown kind',
    load: os.loadavg()[0] ?? 0,
  };
}
