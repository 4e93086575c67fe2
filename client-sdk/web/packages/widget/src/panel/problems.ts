import { ClientError, ErrorCode } from '@courtside/client';

/** The key of what to say about a refusal; empty where the screens show it already. */
export function problemOf(error: unknown): string {
  if (!(error instanceof ClientError)) return 'problem.other';
  switch (error.code) {
    case ErrorCode.REQUEST_ALREADY_OPEN:
    case ErrorCode.REQUEST_NOT_OPEN:
    case ErrorCode.STOPPED:
    case ErrorCode.SIGNED_OUT:
      return '';
    case ErrorCode.INVALID_ARGUMENT:
      return error.args['field'] === 'window' || error.args['field'] === 'needed_by_ms' ? 'problem.time' : 'problem.other';
    case ErrorCode.NOT_ALLOWED:
      return 'problem.notAllowed';
    case ErrorCode.IN_SESSION:
      return 'problem.inSession';
    case ErrorCode.TOO_LATE:
      return 'problem.tooLate';
    case ErrorCode.WRONG_SESSION_STATE:
    case ErrorCode.CANNOT_EXTEND:
      return 'problem.over';
    case ErrorCode.BUSY:
    case ErrorCode.TIMED_OUT:
    case ErrorCode.UNAVAILABLE:
    case ErrorCode.DISCONNECTED:
      return 'problem.later';
    default:
      return 'problem.other';
  }
}
