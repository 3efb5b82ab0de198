/** A client that sends exactly what it is told, unlike `fetch`, which forbids some headers and normalizes others. */
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';

export interface ExactRequest {
  readonly method?: string;
  /** Names repeat when the value is a list; null leaves a header out. */
  readonly headers?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly body?: string | Uint8Array | undefined;
  /** Ends the request from the client's side. */
  readonly signal?: AbortSignal | undefined;
}

export interface ExactAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
}

export function sendRequest(address: string, { method = 'GET', headers = {}, body, signal }: ExactRequest): Promise<ExactAnswer> {
  return new Promise((resolve, reject) => {
    const sending = httpRequest(address, { method, agent: false, ...(signal ? { signal } : {}) });
    for (const [name, value] of Object.entries(headers)) if (value !== null) sending.setHeader(name, value);
    sending.on('error', reject);
    sending.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        resolve({ status: response.statusCode!, headers: response.headers, bytes, text: bytes.toString('utf8') });
      });
    });
    sending.end(body);
  });
}

/** Bytes on a socket, and all that comes back until the server hangs up. */
export function sendBytes(port: number, bytes: string | Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk: Buffer) => chunks.push(chunk));
    socket.on('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNRESET' ? undefined : reject(error)));
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('utf8')));
  });
}
