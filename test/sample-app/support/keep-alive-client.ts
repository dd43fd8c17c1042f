import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';

/** What a client got. */
export interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A client that keeps its connections, as browsers, proxies and connection pools do. */
export class KeepAliveClient {
  private readonly agent = new Agent({ keepAlive: true });
  private readonly silent: Socket[] = [];

  constructor(private readonly port: number) {}

  /** Asks, and leaves the connection open for the next question. */
  async get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    const request = get({ port: this.port, path, headers, agent: this.agent });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    return { status: response.statusCode, headers: response.headers, body: await text(response) };
  }

  /** Opens a connection and says nothing on it, as browsers do ahead of a request. */
  async connectSilently(): Promise<void> {
    const socket = connect(this.port);
    this.silent.push(socket);
    await once(socket, 'connect');
  }

  /** Lets go of every connection. */
  close(): void {
    this.agent.destroy();
    this.silent.forEach((socket) => socket.destroy());
  }
}
