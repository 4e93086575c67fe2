/** `@courtside/client`: a person's connection to a Courtside server. `api.ts` says what it does. */
export type * from './api.js';
export { Client } from './client.js';
export { ClientError, ErrorCode, UnauthorisedError } from './errors.js';
export { defaultLimits } from './limits.js';
export { hex } from './protocol/stored_change.js';
export { browserEnvironment, type Environment, type PageEvents } from './shell/environment.js';
export {
  Answer,
  DeclineReason,
  IssueState,
  MatchReason,
  MomentKind,
  OfferEnd,
  OfferState,
  Outcome,
  PresenceReason,
  PresenceState,
  RelaxedRule,
  RequestReason,
  RequestState,
  Role,
  SessionRole,
  SessionState,
} from './wire.js';
