/**
 * Whether a failed call may be tried again: not after a fault of the caller, by what the SDK or remote.mjs says of it.
 * @param {any} error
 * @returns {boolean}
 */
export function isTransient(error) {
  if (error.retryable !== undefined) return error.retryable;
  return error.$fault !== 'client' || error.$retryable !== undefined;
}
