import fdk from '@fnproject/fdk';

import { createHandler } from './handler.mjs';
import { createRunner } from './runner.mjs';
import { run } from './steps.mjs';

// As a text, so that a body that isn't JSON gets an answer and not an exception.
fdk.handle(createHandler(createRunner(run)), { inputMode: 'string' });
