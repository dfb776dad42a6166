/**
 * @typedef {import('./input.mjs').Input} Input
 * @typedef {(input: Input) => Promise<any>} Step
 */

// The messages of one invocation and which of them have failed. A failed message takes no part in later steps.
export class Batch {
  /** @type {{ messageId: string, input: Input }[]} */
  #messages = [];
  /** @type {Map<string, any>} message id -> error */
  failures = new Map();

  /** @param {string} messageId @param {Input} input */
  add(messageId, input) {
    this.#messages.push({ messageId, input });
  }

  /** @param {string} messageId @param {any} error */
  fail(messageId, error) {
    this.failures.set(messageId, error);
  }

  get live() {
    return this.#messages.filter(({ messageId }) => !this.failures.has(messageId));
  }

  /**
   * A step for each message, one after the other. Where it fails, `caught` makes up for it, if there is one.
   * @param {Step} step
   * @param {Step} [caught]
   */
  async each(step, caught) {
    for (const { messageId, input } of this.live) {
      try {
        await carryOut(step, caught, input);
      } catch (error) {
        this.fail(messageId, error);
      }
    }
  }

  /**
   * A step for the whole batch: it gets the first message's fields and all messages. Its failure fails the batch.
   * @param {Step} step
   * @param {Step} [caught]
   */
  async once(step, caught) {
    const inputs = this.live.map(({ input }) => input);
    if (inputs.length === 0) return;
    await carryOut(step, caught, inputs.length === 1 ? inputs[0] : { ...inputs[0], messages: inputs });
  }
}

/** @param {Step} step @param {Step | undefined} caught @param {Input} input */
async function carryOut(step, caught, input) {
  try {
    await step(input);
  } catch (/** @type {any} */ error) {
    if (caught === undefined) throw error;
    console.warn({ event: 'caught', step: step.name, error: error.name, message: error.message });
    await caught(input);
  }
}
