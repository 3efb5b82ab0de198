/**
 * `/session`, and the link that `npm start` prints: how a browser signs in to our pages and out of them.
 *
 * A token becomes a cookie that scripts cannot read (`access/credentials.ts`). The routes check origins and forgery before they come here.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressRanges } from '../access/address-ranges.ts';
import { type Authenticator, credentialOf } from '../access/credentials.ts';
import { refuse } from '../errors/refuse.ts';
import { answerJson } from './answer-json.ts';
import { clientOf, originOf } from './client-address.ts';
import type { Exchange } from './exchange.ts';
import { readJson } from './request-body.ts';

export interface SessionEndpointOptions {
  readonly authenticator: Authenticator;
  readonly trustedProxies?: AddressRanges | undefined;
}

const LARGEST_SIGN_IN_BYTES = 8 * 1024;

export class SessionEndpoint {
  private readonly options: SessionEndpointOptions;

  constructor(options: SessionEndpointOptions) {
    this.options = options;
  }

  /** GET says who is signed in, POST begins a session by a token, DELETE ends it. */
  async answer(request: IncomingMessage, response: ServerResponse, exchange: Exchange): Promise<void> {
    const { authenticator, trustedProxies } = this.options;
    if (request.method === 'GET') {
      // Nobody being signed in is an answer, so that a page can ask without an error.
      const known = await authenticator.viewerOf(credentialOf(request.headers), originOf(request, exchange, trustedProxies));
      return answerJson(response, 200, { viewer: known ? { name: known.name, role: known.role } : null });
    }
    if (request.method === 'DELETE') {
      response.setHeader('set-cookie', authenticator.endSessionCookie);
      response.writeHead(204).end();
      return;
    }
    const body = (await readJson(request, LARGEST_SIGN_IN_BYTES)) as { token?: unknown } | null;
    response.setHeader('set-cookie', await this.begin(request, body?.token, exchange));
    response.writeHead(204).end();
  }

  /** The token becomes a cookie at once and leaves the address bar. */
  async beginByLink(request: IncomingMessage, response: ServerResponse, url: URL, exchange: Exchange): Promise<void> {
    if (request.method !== 'GET') throw refuse('UNAUTHENTICATED', {});
    response.setHeader('set-cookie', await this.begin(request, url.searchParams.get('token'), exchange));
    response.writeHead(303, { location: '/' }).end();
  }

  /** The cookie of a new session. */
  private async begin(request: IncomingMessage, token: unknown, exchange: Exchange): Promise<string> {
    const { authenticator, trustedProxies } = this.options;
    const secure = clientOf(request, trustedProxies).isEncrypted;
    const origin = originOf(request, exchange, trustedProxies);
    const session = typeof token === 'string' ? await authenticator.signIn(token, { ...origin, secure }) : undefined;
    if (!session) throw refuse('UNAUTHENTICATED', {});
    return session.cookie;
  }
}
