import type { ClientLimits } from './api.js';

const second = 1_000;
const day = 24 * 60 * 60 * second;

export const defaultLimits: ClientLimits = {
  backOffLeastMs: 500,
  backOffMostMs: 20 * second,
  goodAfterMs: 10 * second,
  connectTimeoutMs: 15 * second,
  tokenTimeoutMs: 30 * second,
  quietMs: 45 * second,
  probeTimeoutMs: 8 * second,
  outboxEntries: 1_000,
  // In localStorage a byte takes four thirds of a character; browsers give 5 million of those to an origin.
  outboxBytes: 1024 * 1024,
  giveUpAfterMs: 7 * day,
  openReads: 256,
  readTimeoutMs: 30 * second,
  unsentBytes: 256 * 1024,
};
