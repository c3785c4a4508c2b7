/** Discord keeps the contract that all platforms keep. */
import { openDiscordHarness } from '../../support/discord/harness.ts';
import { platformContract } from '../contract.ts';

platformContract('Discord', (door) => openDiscordHarness(door));
