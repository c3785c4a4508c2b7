/** What follows from an admission, in its own transaction: whatever a network does for new members has its place here. */
import type { Transaction } from '../../store/store.ts';
import type { AppContext } from '../context.ts';
import { syncPlaces } from '../places/service.ts';
import type { Kind } from './content.ts';
import * as notices from './notices.ts';

export interface Admission {
  readonly organisationId: string;
  readonly applicationId: string;
  /** A key of the membership categories. */
  readonly category: string;
  /** A promoter is a member already. */
  readonly kind: Kind;
  /** It had been a member before. */
  readonly again: boolean;
  /** Who speaks for it now. */
  readonly persons: readonly string[];
  /** It agreed to be welcomed before the whole network. */
  readonly welcome: boolean;
}

export async function onAdmitted(ctx: AppContext, tx: Transaction, admission: Admission): Promise<void> {
  await syncPlaces(ctx, tx, admission.persons);
  if (admission.welcome) await notices.welcome(ctx, tx, admission);
}
