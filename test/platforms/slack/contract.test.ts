/** Slack keeps the contract that all platforms keep, over sockets and over HTTP. */
import { openSlackHarness } from '../../support/slack/harness.ts';
import { platformContract } from '../contract.ts';

platformContract('Slack over Socket Mode', (door) => openSlackHarness(door));
platformContract('Slack over HTTP', (door) => openSlackHarness(door, { mode: 'http' }));
