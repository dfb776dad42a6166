/**
 * @typedef {Record<string, any>} Input
 * @typedef {{ required?: boolean, type: string, pattern?: RegExp }} Field
 * @typedef {{ maxBytes: number, fields: Record<string, Field> }} Contract
 */

/**
 * What is wrong with an input, one sentence each; nothing if it keeps the contract.
 * @param {any} input
 * @param {Contract} contract
 * @returns {string[]}
 */
export function problemsOf(input, { fields, maxBytes }) {
  if (input === null || typeof input !== 'object' || Array.isArray(input)) return ['input: must be a JSON object'];
  if (Buffer.byteLength(JSON.stringify(input)) > maxBytes) return [`input: at most ${maxBytes} bytes are taken`];
  const problems = [];
  for (const [name, { required = false, type, pattern }] of Object.entries(fields)) {
    const value = Object.hasOwn(input, name) ? input[name] : undefined;
    if (value === undefined) {
      if (required) problems.push(`${name}: missing`);
    } else if (typeof value !== type) {
      problems.push(`${name}: must be a ${type}`);
    } else if (pattern !== undefined && !pattern.test(value)) {
      problems.push(`${name}: must match ${pattern.source}`);
    }
  }
  return problems;
}
