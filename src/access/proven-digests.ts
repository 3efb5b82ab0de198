/**
 * Digests of the tokens that proved right of late, so that a client that asks a thousand times a second does not cost a thousand HMACs.
 *
 * Only the digest is kept: whether it is still anybody's is asked each time. What finds it is a plain hash of the token, since the token itself is kept nowhere;
 * a guess finds nothing, and takes as long as ever.
 */
import { hash } from 'node:crypto';

const MOST_DIGESTS = 10_000;

export class ProvenDigests<Digest> {
  private readonly compute: (token: string) => Digest;
  private readonly proven = new Map<string, Digest>();

  constructor(compute: (token: string) => Digest) {
    this.compute = compute;
  }

  /** `isRight` says whether it is the digest of a token that stands; both are handed back. */
  check(token: string, isRight: (digest: Digest) => boolean): { readonly digest: Digest; readonly isRight: boolean } {
    const name = hash('sha256', token, 'base64url');
    const known = this.proven.get(name);
    const digest = known ?? this.compute(token);
    const verdict = isRight(digest);
    if (!verdict) this.proven.delete(name);
    else if (known === undefined) {
      if (this.proven.size >= MOST_DIGESTS) this.proven.delete(this.proven.keys().next().value!);
      this.proven.set(name, digest);
    }
    return { digest, isRight: verdict };
  }
}
