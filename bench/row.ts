/** One line of bench/RESULTS.md: a figure with its baseline from the same run. */
export interface Row {
  /** What was measured, with the load. */
  readonly what: string;
  /** Our figure, with its unit. */
  readonly figure: string;
  /** The same on the bare part, in the same run. */
  readonly baseline: string;
  /** What is to be reached. */
  readonly reach: string;
  readonly ok: boolean;
}
