/**
 * Who is at the other end: the address of the socket, and nobody's word for it, unless that word comes through a proxy that the operator trusts.
 *
 * Each proxy adds to the right of `X-Forwarded-For` whom it heard from; whatever stands left of the first one that is not ours was written by a stranger
 * (attacks C13, H9). `Forwarded`, `X-Real-IP` and the like are read by nobody.
 */
import type { IncomingMessage } from 'node:http';
import { type AddressRanges, plainAddress } from '../access/address-ranges.ts';
import type { Origin } from '../access/credentials.ts';
import type { Exchange } from './exchange.ts';

export interface Client {
  /** Undefined once the socket is gone. */
  readonly address: string | undefined;
  /** Whether its connection is encrypted, to us or to our proxy. */
  readonly isEncrypted: boolean;
}

export function clientOf(
  { socket, headers }: Pick<IncomingMessage, 'socket' | 'headers'>,
  trustedProxies: AddressRanges | undefined,
): Client {
  const peer = socket.remoteAddress === undefined ? undefined : plainAddress(socket.remoteAddress);
  const isEncrypted = 'encrypted' in socket && socket.encrypted === true;
  if (peer === undefined || !trustedProxies?.has(peer)) return { address: peer, isEncrypted };
  const heardFrom = textOf(headers['x-forwarded-for'])
    .split(',')
    .map((part) => plainAddress(part.trim().replace(/^\[(.*)\]$/, '$1')));
  let address = peer;
  for (const hop of heardFrom.reverse()) {
    if (!trustedProxies.has(address)) break;
    if (hop === '') break;
    address = hop;
  }
  return { address, isEncrypted: isEncrypted || textOf(headers['x-forwarded-proto']).split(',').at(-1)?.trim() === 'https' };
}

/** Where a request came from, for address ranges and the trail; the exchange is told, too. */
export function originOf(request: IncomingMessage, exchange: Exchange, trustedProxies: AddressRanges | undefined): Origin {
  exchange.address = clientOf(request, trustedProxies).address;
  return { address: exchange.address, requestId: exchange.requestId };
}

const textOf = (header: string | string[] | undefined): string => (Array.isArray(header) ? header.join(',') : (header ?? ''));
