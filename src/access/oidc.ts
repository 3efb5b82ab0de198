/**
 * People whom an identity provider vouches for: its JWTs as bearer tokens (OpenID Connect Discovery 1.0, RFC 7519, RFC 9068).
 *
 * A JWT is text that anybody may write, so nothing in it chooses how it is checked. Keys come from the configured issuer and from nowhere else: `jku`,
 * `jwk`, `x5u` and `x5c` in a header are not read (attack A3). The algorithms are a fixed list of asymmetric ones, so neither `none` nor an HMAC keyed with
 * a public key is anything (A1, A2). Audience, issuer, expiry and age are demanded, not just checked where they happen to be (A4).
 *
 * The provider may be slow, dead, or replacing its keys. What is fetched is fetched once for all who wait, with a deadline; keys that were good stay so for
 * a day without it; an unknown key id asks again at most every few seconds, so that made-up ids cost one request and not one each.
 */
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';
import { refuse } from '../errors/refuse.ts';

export interface Person {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
}

/** A claim that holds a value, or a list with the value in it, gives a role: `{ claim: 'groups', value: 'noc', role: 'interactive' }`. */
export interface RoleClaim {
  readonly claim: string;
  readonly value: string;
  readonly role: string;
}

export interface OidcSettings {
  /** As `iss` says it; the discovery document lies below it. */
  readonly issuer: string;
  readonly audience: string;
  readonly roleClaims: readonly RoleClaim[];
  readonly clockSkewSeconds: number;
}

export interface Vouched {
  readonly person: Person;
  /** The names of the roles that its claims give. */
  readonly roles: readonly string[];
  /** Milliseconds since 1970. */
  readonly expires: number;
}

interface OidcOptions {
  readonly settings: OidcSettings;
  readonly fetch: (url: string, options: { readonly signal: AbortSignal; readonly redirect: 'error' }) => Promise<Response>;
  readonly now: () => number;
  /** Told why the provider could not be asked. */
  readonly onFailure: (error: unknown) => void;
}

const ALGORITHMS: readonly string[] = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];
/** What an access token calls itself; a refresh, logout or DPoP token is none, however well it is signed. */
const TYPES: ReadonlySet<unknown> = new Set([undefined, 'jwt', 'at+jwt', 'application/at+jwt']);
const FETCH_MILLISECONDS = 2_000;
const LARGEST_BYTES = 256 * 1024;
const FRESH_MILLISECONDS = 10 * 60_000;
const STALE_MILLISECONDS = 24 * 60 * 60_000;
/** Between two requests to the provider that unknown keys, or its failures, cause. */
const PAUSE_MILLISECONDS = 5_000;
const OLDEST_SECONDS = 24 * 60 * 60;

type KeySet = ReturnType<typeof createLocalJWKSet>;

/** Undefined for a JWT that is not good; SERVICE_UNAVAILABLE when that cannot be known, because there are no keys and the provider does not answer. */
export function createOidc(options: OidcOptions): (token: string) => Promise<Vouched | undefined> {
  const { settings, now } = options;
  const keys = new ProviderKeys(options);

  async function verified(token: string, keySet: KeySet): Promise<JWTPayload> {
    const { payload, protectedHeader } = await jwtVerify(token, keySet, {
      algorithms: [...ALGORITHMS],
      issuer: settings.issuer,
      audience: settings.audience,
      clockTolerance: settings.clockSkewSeconds,
      // Demands `iat` as well, and refuses one that lies in the future.
      maxTokenAge: OLDEST_SECONDS,
      requiredClaims: ['exp', 'sub', 'iss', 'aud'],
      currentDate: new Date(now()),
    });
    if (!TYPES.has(protectedHeader.typ?.toLowerCase())) throw new errors.JWTInvalid('A token of this type is no access token.');
    return payload;
  }

  return async (token) => {
    try {
      try {
        return vouched(await verified(token, await keys.current()), settings);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
        // The key may be younger than ours.
        const newer = await keys.newer();
        return newer && vouched(await verified(token, newer), settings);
      }
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof TypeError) return undefined;
      throw error;
    }
  };
}

function vouched(payload: JWTPayload, { issuer, roleClaims }: OidcSettings): Vouched | undefined {
  const { sub: subject, exp } = payload;
  if (typeof subject !== 'string' || subject === '' || subject.length > 255 || exp === undefined) return undefined;
  const named = [payload['name'], payload['preferred_username'], payload['email']].find((name) => typeof name === 'string' && name !== '');
  const roles = roleClaims.filter(({ claim, value }) => holds(payload[claim], value)).map(({ role }) => role);
  return { person: { issuer, subject, name: String(named ?? subject).slice(0, 200) }, roles: [...new Set(roles)], expires: exp * 1000 };
}

/** Scopes are a text of words; other claims are a value or a list of values. */
function holds(claim: unknown, value: string): boolean {
  if (Array.isArray(claim)) return claim.includes(value);
  return typeof claim === 'string' && (claim === value || claim.split(' ').includes(value));
}

/** The keys of the provider, fetched when they are needed and kept while they are good. */
class ProviderKeys {
  private readonly options: OidcOptions;
  private known: { readonly keySet: KeySet; readonly at: number } | undefined;
  private lastAsked = Number.NEGATIVE_INFINITY;
  private asking: Promise<KeySet | undefined> | undefined;

  constructor(options: OidcOptions) {
    this.options = options;
  }

  async current(): Promise<KeySet> {
    const age = this.known ? this.options.now() - this.known.at : Number.POSITIVE_INFINITY;
    if (this.known && age < FRESH_MILLISECONDS) return this.known.keySet;
    if (this.known && age < STALE_MILLISECONDS) {
      // They were good a while ago; nobody waits for the provider to say so again.
      void this.ask();
      return this.known.keySet;
    }
    const keySet = await this.ask();
    if (!keySet) throw refuse('SERVICE_UNAVAILABLE', {});
    return keySet;
  }

  /** Keys that may have come since; undefined when the provider has been asked just now, or does not answer. */
  newer(): Promise<KeySet | undefined> {
    return this.ask();
  }

  private ask(): Promise<KeySet | undefined> {
    if (this.asking) return this.asking;
    const at = this.options.now();
    if (at - this.lastAsked < PAUSE_MILLISECONDS) return Promise.resolve(undefined);
    this.lastAsked = at;
    this.asking = this.fetched()
      .then((keySet) => {
        this.known = { keySet, at };
        return keySet;
      })
      .catch((error: unknown) => {
        this.options.onFailure(error);
        return undefined;
      })
      .finally(() => {
        this.asking = undefined;
      });
    return this.asking;
  }

  private async fetched(): Promise<KeySet> {
    const { issuer } = this.options.settings;
    // One deadline for both requests: whoever waits, waits no longer than that.
    const signal = AbortSignal.timeout(FETCH_MILLISECONDS);
    const discovery = await this.json(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, signal);
    if (discovery['issuer'] !== issuer) throw new Error(`The provider calls itself ${String(discovery['issuer'])} and not ${issuer}.`);
    const address = String(discovery['jwks_uri']);
    if (!isSafe(address)) throw new Error('The provider’s keys lie at an address that is not encrypted.');
    const { keys } = await this.json(address, signal);
    if (!Array.isArray(keys)) throw new Error('The provider’s keys are no list.');
    // A symmetric key has no business there, and would be a secret that everybody knows.
    return createLocalJWKSet({ keys: (keys as JSONWebKeySet['keys']).filter(({ kty }) => kty !== 'oct') });
  }

  private async json(url: string, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>> {
    const response = await this.options.fetch(url, { signal, redirect: 'error' });
    if (!response.ok) throw new Error(`The provider answered ${response.status}.`);
    return JSON.parse(await textOf(response)) as Record<string, unknown>;
  }
}

async function textOf(response: Response): Promise<string> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk as Uint8Array, { stream: true });
    if (text.length > LARGEST_BYTES) throw new Error('The provider answered more than keys take.');
  }
  return text;
}

/** Keys are trusted because of where they come from, which only an encrypted connection can say; loopback is its own. */
function isSafe(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname));
}
