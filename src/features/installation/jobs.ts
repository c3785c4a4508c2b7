/** Every ten minutes: the tokens of installed workspaces that end soon are renewed. */
import { z } from 'zod';
import { defineJob } from '../../queue/queue.ts';

export const renewJob = defineJob({ name: 'installation.renew', retries: 0, parse: (data) => z.null().parse(data) });
