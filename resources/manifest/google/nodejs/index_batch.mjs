import { http } from '@google-cloud/functions-framework';

import { createHandler } from './handler.mjs';
import { oneByOne } from './single.mjs';
import { run } from './steps.mjs';

http('handle', createHandler(oneByOne(run)));
