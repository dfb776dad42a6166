// The messages of one invocation and which of them have failed. A failed message takes no part in later steps.
export class Batch {
  #messages = [];
  failures = new Map(); // message id -> error

  add(messageId, input) {
    this.#messages.push({ messageId, input });
  }

  fail(messageId, error) {
    this.failures.set(messageId, error);
  }

  get live() {
    return this.#messages.filter(({ messageId }) => !this.failures.has(messageId));
  }

  // A step for each message, one after the other. Where it fails, `caught` makes up for it, if there is one.
  async each(step, caught) {
    for (const { messageId, input } of this.live) {
      try {
        await carryOut(step, caught, input);
      } catch (error) {
        this.fail(messageId, error);
      }
    }
  }

  // A step for the whole batch: it gets the first message's fields and all messages. Its failure fails the batch.
  async once(step, caught) {
    const inputs = this.live.map(({ input }) => input);
    if (inputs.length === 0) return;
    await carryOut(step, caught, inputs.length === 1 ? inputs[0] : { ...inputs[0], messages: inputs });
  }
}

async function carryOut(step, caught, input) {
  try {
    await step(input);
  } catch (error) {
    if (caught === undefined) throw error;
    console.warn({ event: 'caught', step: step.name, error: error.name, message: error.message });
    await caught(input);
  }
}
