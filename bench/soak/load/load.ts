import { isDeepStrictEqual } from 'node:util';

import { HttpClient, type Answer } from './http-client.js';
import { questionAt, type CheckedQuestion } from './questions.js';

const CONNECTIONS = 48;
/** Every so many-th question goes over a connection of its own: so a server that has stopped to listen is noticed. */
const OWN_CONNECTION = 25;
const MAX_SHOWN = 5;

/** Asks an application as much as it can answer, over a bounded number of connections, and checks every answer. */
export class Load {
  /** Questions that were answered. */
  answered = 0;
  /** Those that were answered wrongly, and those that were not answered. */
  wrong = 0;
  /** The first few of what was wrong. */
  readonly shown: string[] = [];
  private asked = 0;

  constructor(private readonly port: number) {}

  /** Asks until it is told that it is over, and settles when the last question was answered. */
  async runUntil(isOver: () => boolean): Promise<void> {
    await this.onConnections(async (client) => {
      while (!isOver()) {
        const question = questionAt(this.asked++);
        await this.ask(client, question).catch((error: unknown) => this.complain(question, String(error)));
      }
    });
  }

  /**
   * Asks an application that is shutting down, until the first connection breaks or it is told that it is over. Only
   * questions that are answered can be answered wrongly.
   */
  async runUntilCut(isOver: () => boolean): Promise<void> {
    let isCut = false;
    await this.onConnections(async (client) => {
      while (!isCut && !isOver()) {
        await this.ask(client, questionAt(this.asked++)).catch(() => {
          isCut = true;
        });
      }
    });
  }

  private async onConnections(run: (client: HttpClient) => Promise<void>): Promise<void> {
    // New ones each time: a server closes those that were idle between two runs.
    const client = new HttpClient(this.port, CONNECTIONS);
    await Promise.all(Array.from({ length: CONNECTIONS }, () => run(client)));
    client.close();
  }

  private async ask(client: HttpClient, question: CheckedQuestion): Promise<void> {
    const answer = await client.ask(question, this.asked % OWN_CONNECTION !== 0);
    this.answered++;
    if (!isRight(answer, question)) this.complain(question, `${answer.status} ${answer.body}`);
  }

  private complain({ method, path }: CheckedQuestion, got: string): void {
    this.wrong++;
    if (this.shown.length < MAX_SHOWN) this.shown.push(`a wrong answer to ${method} ${path}: ${got}`);
  }
}

function isRight({ status, body }: Answer, expected: CheckedQuestion): boolean {
  if (status !== expected.status) return false;
  try {
    return isDeepStrictEqual(JSON.parse(body), expected.answer);
  } catch {
    return false;
  }
}
