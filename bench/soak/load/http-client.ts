import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

const PATIENCE = 15_000;

/** What a client asks for. */
export interface Question {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: object;
}

/** What a client got. */
export interface Answer {
  readonly status: number | undefined;
  readonly body: string;
}

/** Asks one server on this machine over connections that it keeps. */
export class HttpClient {
  private readonly agent: Agent;

  /** @param connections how many it opens at most */
  constructor(
    private readonly port: number,
    connections = 1,
  ) {
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /**
   * Rejects when the connection breaks or there is no answer for long.
   *
   * @param keepsConnection whether the question goes over a connection that is kept, or over one of its own
   */
  ask({ method, path, body }: Question, keepsConnection = true): Promise<Answer> {
    const json = body === undefined ? '' : JSON.stringify(body);
    const headers = body === undefined ? {} : { 'content-type': 'application/json', 'content-length': json.length };
    const agent = keepsConnection ? this.agent : false;
    return new Promise((resolve, reject) => {
      const request = httpRequest({
        host: '127.0.0.1',
        port: this.port,
        method,
        path,
        headers,
        agent,
        timeout: PATIENCE,
      });
      request.on('timeout', () => request.destroy(new Error(`no answer to ${path} in ${PATIENCE} ms`)));
      request.on('error', reject);
      request.on('response', (response: IncomingMessage) => {
        text(response).then((answer) => resolve({ status: response.statusCode, body: answer }), reject);
      });
      request.end(json);
    });
  }

  /** Lets go of its connections. */
  close(): void {
    this.agent.destroy();
  }
}
