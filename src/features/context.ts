/** What the network's own handlers are given beyond the chat library's context, and the `define…` functions for it. */
import type { AnyCommand } from '../chat/command.ts';
import type { Context } from '../chat/context.ts';
import { vocabulary } from '../chat/define.ts';
import type { Envelope } from '../chat/platform.ts';
import type { Translate } from '../chat/translate.ts';
import type { Clock } from '../clock.ts';
import type { DatedSource } from '../dated.ts';
import type { AnyMessage } from '../delivery/message.ts';
import type { ReminderSource } from '../delivery/reminder.ts';
import type { Links } from '../links.ts';
import type { Queue } from '../queue/queue.ts';
import type { Retrieval } from '../retrieval/retrieval.ts';
import type { ErasedList } from '../store/erased-list.ts';
import type { Store } from '../store/store.ts';
import type { Vocabulary } from '../vocabulary.ts';
import type { Report } from './doctor/report.ts';
import type { Role } from './person/roles.ts';
import type { PersonalRecords } from './personal.ts';

/** Who acts. Services authorise this. */
export interface Actor {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/** The parts that live as long as the process; services take them inside the context. */
export interface Parts {
  readonly store: Store;
  readonly queue: Queue;
  /** A new unguessable id. */
  readonly newId: () => string;
  readonly clock: Clock;
  /** A translator for any of the languages; falls back to English for others. */
  readonly translator: (locale: string) => Translate;
  /** Languages that there are texts in, the default first. */
  readonly locales: readonly string[];
  /** Themes, types, SDGs, … with their labels, in memory: `await openVocabulary(store.db)` once the seeds are loaded. */
  readonly vocabulary: Vocabulary;
  /** Addresses of our own pages. */
  readonly links: Links;
  /** Everything with a date, one source per feature. */
  readonly dated: readonly DatedSource[];
  /** What people are reminded of. */
  readonly reminders: readonly ReminderSource[];
  /** What is held on persons, one entry a feature. */
  readonly personal: readonly PersonalRecords[];
  /** Who was erased, apart from the store. */
  readonly erased: ErasedList;
  /** Everything that the bot says on its own. */
  readonly messages: readonly AnyMessage[];
  /** Whether there is a mail server: without one, e-mail is not offered. */
  readonly mail: boolean;
  readonly network: NetworkRules;
  /** Finds what a question asks for, in threads of its own. */
  readonly retrieval: Retrieval;
  /** Looks at everything that the bot depends on. */
  readonly doctor: Doctor;
}

export interface Doctor {
  examine(): Promise<Report>;
  /** It also examines at the start and every day, and tells what has changed. */
  readonly regularly: boolean;
}

/** What each network decides for itself. */
export interface NetworkRules {
  /** An announcement goes out only once a second editor has approved it. */
  readonly secondEditor: boolean;
  /** Whoever joins is greeted. */
  readonly welcome: boolean;
  /** IANA zone in which the secretariat works. */
  readonly timeZone: string;
}

export interface AppContext extends Context, Parts {
  readonly actor: Actor;
  /** Where it came from. */
  readonly from: Envelope['from'];
  /** What help names to whoever acts. */
  readonly commands: readonly AnyCommand[];
  /** What is remembered of persons between envelopes; services that change a person say so here. */
  readonly people: { forget(personId: string): void };
}

export const { defineCommand, defineAction, defineForm } = vocabulary<AppContext>();
