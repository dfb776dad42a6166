import { asHttpEvent } from './balanced.mjs';
import { createHandler } from './handler.mjs';
import { run } from './steps.mjs';

const handle = createHandler(run);

export const handler = (event) => handle(asHttpEvent(event));
