/** What a page asked for that the playground does not do: somebody or something that is not there, not theirs, or not possible. */
export class Refusal extends Error {
  readonly status: 403 | 404 | 409 | 503;
  constructor(status: 403 | 404 | 409 | 503, code: string) {
    super(code);
    this.name = 'Refusal';
    this.status = status;
  }
}
