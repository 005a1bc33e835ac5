/** Why there is no report; the message is a sentence. Other errors than this and SourceError are our defects. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}
