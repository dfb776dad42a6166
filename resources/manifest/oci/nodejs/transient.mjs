// Whether a failed call may be tried again: not after a fault of the caller, by what the SDK or remote.mjs says of it.
export function isTransient(error) {
  if (error.retryable !== undefined) return error.retryable;
  if (typeof error.statusCode === 'number' && error.statusCode > 0) return error.statusCode >= 500 || error.statusCode === 429;
  return true;
}
