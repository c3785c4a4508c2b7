/** The job that makes one announcement into a delivery for each recipient, apart from what it does: the service enqueues it. */
import { z } from 'zod';
import { defineJob } from '../../queue/queue.ts';

export const sendJob = defineJob({ name: 'announcement.send', retries: 5, parse: (data) => z.object({ id: z.string() }).parse(data) });
