import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = resolve(import.meta.dirname, '../..');

/** What an editor underlines. Lines and characters count from 0, as the Language Server Protocol has it. */
export interface Diagnostic {
  readonly message: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}

/** The YAML language server that editors use, in a process of its own. */
export class LanguageServer {
  private readonly child: ChildProcess;
  private readonly received: Message[] = [];
  private buffer = Buffer.alloc(0);
  private lastId = 0;

  private constructor() {
    const main = join(ROOT, 'node_modules/yaml-language-server/bin/yaml-language-server');
    this.child = spawn(process.execPath, [main, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
    this.child.stdout?.on('data', (chunk: Buffer) => this.take(chunk));
  }

  /** Starts one that asks nothing of the network. */
  static async start(): Promise<LanguageServer> {
    const server = new LanguageServer();
    await server.ask('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
    server.tell('initialized', {});
    const yaml = { validate: true, completion: true, hover: true, schemaStore: { enable: false } };
    server.tell('workspace/didChangeConfiguration', { settings: { yaml } });
    return server;
  }

  /** Opens a text as the file at a path, and returns what is wrong with it. */
  async diagnose(path: string, text: string): Promise<readonly Diagnostic[]> {
    const uri = pathToFileURL(path).href;
    this.tell('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
    const { params } = await this.next(({ method, params: about }) => {
      return method === 'textDocument/publishDiagnostics' && (about as { uri: string }).uri === uri;
    });
    return (params as { diagnostics: Diagnostic[] }).diagnostics;
  }

  /** What the server offers to write at a place in an open file, by its labels. */
  async completions(path: string, line: number, character: number): Promise<string[]> {
    const textDocument = { uri: pathToFileURL(path).href };
    const result = await this.ask('textDocument/completion', { textDocument, position: { line, character } });
    return (result as { items: { label: string }[] }).items.map(({ label }) => label);
  }

  /** Ends the process. */
  async stop(): Promise<void> {
    const closed = once(this.child, 'close');
    this.child.kill();
    await closed;
  }

  private async ask(method: string, params: unknown): Promise<unknown> {
    const id = ++this.lastId;
    this.send({ id, method, params });
    const { result } = await this.next((message) => message.id === id && message.method === undefined);
    return result;
  }

  private tell(method: string, params: unknown): void {
    this.send({ method, params });
  }

  private send(message: Message): void {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.child.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  private async next(fits: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const index = this.received.findIndex(fits);
      const [message] = index === -1 ? [] : this.received.splice(index, 1);
      if (message) return message;
      await once(this.child, 'message-taken');
    }
  }

  private take(chunk: Buffer): void {
    this.buffer = Buffer.concat([this.buffer, chunk]);
    for (;;) {
      const head = /^(?:.*\r\n)*?Content-Length: (\d+)\r\n(?:.*\r\n)*?\r\n/i.exec(this.buffer.toString('latin1'));
      const end = head ? head[0].length + Number(head[1]) : Infinity;
      if (!head || this.buffer.length < end) return;
      const message = JSON.parse(this.buffer.subarray(head[0].length, end).toString()) as Message;
      this.buffer = this.buffer.subarray(end);
      this.received.push(message);
      // A request of the server's own, such as for its configuration: an answer without anything in it will do.
      if (message.method !== undefined && message.id !== undefined) this.send({ id: message.id, result: null });
      this.child.emit('message-taken');
    }
  }
}
