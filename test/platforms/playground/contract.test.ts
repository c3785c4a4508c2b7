/** The playground keeps the contract that all platforms keep. */
import { openPlaygroundHarness } from '../../support/playground/harness.ts';
import { platformContract } from '../contract.ts';

platformContract('the playground', openPlaygroundHarness);
