import { createHandler } from './handler.mjs';
import { run } from './steps.mjs';

export const handler = createHandler(run);
