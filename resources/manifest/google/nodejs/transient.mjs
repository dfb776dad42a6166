// gRPC: INVALID_ARGUMENT, NOT_FOUND, ALREADY_EXISTS, PERMISSION_DENIED, FAILED_PRECONDITION, OUT_OF_RANGE, UNIMPLEMENTED and
// UNAUTHENTICATED are faults of the caller.
const CALLERS = new Set([3, 5, 6, 7, 9, 11, 12, 16]);

// Whether a failed call may be tried again, by what remote.mjs, gRPC or an HTTP status says of it.
export function isTransient(error) {
  if (error.retryable !== undefined) return error.retryable;
  const status = error.status ?? error.response?.status ?? error.code;
  if (typeof status !== 'number') return true;
  if (status < 100) return !CALLERS.has(status);
  return status >= 500 || status === 429 || status === 408;
}
