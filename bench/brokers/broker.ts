import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { BROKER_RECIPES, type BrokerName } from './broker-recipes.js';
import { findBroker } from './find-broker.js';
import { freePorts } from './loopback-port.js';
import type { ProcessGroup } from './process-group.js';
import { startServer } from './server.js';

/**
 * A real broker on the loopback interface, as processes of its own.
 *
 * @example
 * const broker = new Broker('nats');
 * await broker.start();
 * const connection = await connect({ servers: broker.url });
 * …
 * await broker.stop();
 */
export class Broker {
  /** Where its files are, while there are any. */
  folder: string | undefined;
  /** What its processes have in their environment besides this one's: its own tools find it by that. */
  environment: Readonly<Record<string, string>> = {};
  private ports: readonly number[] = [];
  private servers: ProcessGroup[] = [];

  constructor(readonly name: BrokerName) {}

  /** Where clients connect. The same for all of its life. @throws Error before the first start */
  get port(): number {
    const [port] = this.ports;
    if (port === undefined) throw new Error(`The broker ${this.name} has no port before it is started.`);
    return port;
  }

  /** The same as a URL, as its client takes it. @throws Error before the first start */
  get url(): string {
    return `${BROKER_RECIPES[this.name].scheme}://127.0.0.1:${this.port}`;
  }

  /** Of the processes that were started for it. They may have started more. */
  get pids(): number[] {
    return this.servers.flatMap(({ id }) => id ?? []);
  }

  /**
   * Starts it, after `kill()` on the same port and with what it has kept on disk. Settles once it lets clients in.
   *
   * @throws Error when it is not installed, runs already, or does not start; with the last that it wrote
   */
  async start(): Promise<void> {
    if (this.servers.length > 0) throw new Error(`The broker ${this.name} runs already.`);
    const { program, howToGet } = findBroker(this.name);
    if (program === undefined) throw new Error(`There is no broker ${this.name}: ${howToGet}.`);

    const recipe = BROKER_RECIPES[this.name];
    const isFirst = this.folder === undefined;
    if (isFirst) this.ports = await freePorts(recipe.portCount);
    this.folder ??= await mkdtemp(join(tmpdir(), `broker-${this.name}-`));
    try {
      const commands = recipe.commands(program, this.ports, this.folder);
      this.environment = Object.assign({}, ...commands.map(({ env }) => env)) as Record<string, string>;
      for (const command of commands) this.servers.push(await startServer(command));
    } catch (error) {
      await (isFirst ? this.stop() : this.kill());
      throw error;
    }
  }

  /** Ends all of its processes at once, as when the machine goes down. Settles when they are gone. */
  async kill(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.kill()));
    this.servers = [];
  }

  /** Freezes it: connections stay open, and nobody answers. @throws Error when it does not run */
  pause(): void {
    this.signal('SIGSTOP');
  }

  /** Lets it go on after `pause()`. @throws Error when it does not run */
  resume(): void {
    this.signal('SIGCONT');
  }

  /** Ends it, running or frozen, and leaves nothing behind. It can be started again, as if for the first time. */
  async stop(): Promise<void> {
    await this.kill();
    this.ports = [];
    if (this.folder !== undefined) await rm(this.folder, { recursive: true, force: true });
    this.folder = undefined;
  }

  private signal(signal: NodeJS.Signals): void {
    if (this.servers.length === 0) throw new Error(`The broker ${this.name} does not run.`);
    for (const server of this.servers) server.signal(signal);
  }
}
