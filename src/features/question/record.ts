/** A question as it is read from the store. */
import { UserError } from '../../errors.ts';
import type { Database, Transaction } from '../../store/store.ts';

type Reader = Pick<Database | Transaction, 'question'>;

const find = (db: Reader, id: string) => db.question.findUnique({ where: { id } });
export type Question = NonNullable<Awaited<ReturnType<typeof find>>>;

/** @throws UserError `question.gone` also for somebody else's */
export async function ownQuestion(db: Reader, personId: string, id: string): Promise<Question> {
  const question = await find(db, id);
  if (!question || question.personId !== personId) throw new UserError('question.gone');
  return question;
}
