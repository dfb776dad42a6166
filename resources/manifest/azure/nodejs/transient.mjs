// Whether a failed call may be tried again: not after a fault of the caller, by what the SDK or remote.mjs says of it.
export function isTransient(error) {
  if (error.retryable !== undefined) return error.retryable;
  const status = error.statusCode ?? error.code;
  if (typeof status === 'number' && status > 0) return status >= 500 || status === 429 || status === 408;
  return true;
}
