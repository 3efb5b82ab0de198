/** Whom an identity provider's JWT names. */
export interface Person {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
}
