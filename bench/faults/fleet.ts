import { setTimeout as delay } from 'node:timers/promises';

import type { Broker } from '../brokers/broker.js';
import { InstanceProcess } from './instance-process.js';
import type { InstanceProgress, InstanceReport, Pace, Published } from './instance/commands.js';
import type { RelayLimits } from './instance/instance-settings.js';
import type { Publication } from './publication.js';
import { until } from './until.js';

const SIZE = 3;
/** How long what nobody expects has time to come, in milliseconds. */
const GRACE = 250;
/** How long an instance has time to shut down, in milliseconds. */
const SHUTDOWN = 2_000;

/** What an instance is to publish. */
export interface Series {
  /** What the name of its publisher begins with: no two series in the life of an instance have the same. */
  readonly name: string;
  /** The number of the first event. @default 0 */
  readonly from?: number;
  /** @default as many as there is time for */
  readonly count?: number;
  readonly pace: Pace;
}

/** A publication, and how long its calls took. */
export type TimedPublication = Publication & Pick<Published, 'microseconds'>;

/** Instances of one application on one broker, three of them at first. Their names are letters. */
export class Fleet {
  readonly members: InstanceProcess[] = [];
  private startedCount = 0;

  constructor(
    private readonly broker: Broker,
    readonly limits: RelayLimits,
  ) {}

  /** Starts all of them. Settles once they are connected. */
  async start(): Promise<void> {
    await Promise.all(Array.from({ length: SIZE }, () => this.add()));
  }

  /** Starts one more. Settles once it is connected. */
  async add(): Promise<InstanceProcess> {
    const name = String.fromCodePoint('a'.charCodeAt(0) + this.startedCount++);
    const { name: broker, port } = this.broker;
    const instance = new InstanceProcess({ ...this.limits, name, broker, port });
    this.members.push(instance);
    await instance.ask('connect', null);
    return instance;
  }

  /** Kills one. */
  async kill(instance: InstanceProcess): Promise<void> {
    this.members.splice(this.members.indexOf(instance), 1);
    await instance.kill();
  }

  /** Has all of them publish at the same time. Settles when they have. */
  publish(series: Series): Promise<TimedPublication[]> {
    return Promise.all(this.members.map((member) => publishFrom(member, series)));
  }

  /** Has all of them stop to publish. */
  async stopPublishing(): Promise<void> {
    await Promise.all(this.members.map((member) => member.ask('stop', null)));
  }

  /** How far each is. */
  progress(): Promise<InstanceProgress[]> {
    return Promise.all(this.members.map((member) => member.ask('progress', null)));
  }

  /** Everything that each knows. */
  reports(): Promise<InstanceReport[]> {
    return Promise.all(this.members.map((member) => member.ask('report', null)));
  }

  /** Settles once something holds for each of them, or does not for very long. */
  untilEach(holds: (progress: InstanceProgress) => boolean): Promise<boolean> {
    return until(async () => (await this.progress()).every(holds));
  }

  /**
   * Settles once nothing waits any more and everybody has heard the last event of each of the others; and a moment later, so
   * that what should not come has come as well.
   */
  async settle(publications: readonly Publication[]): Promise<void> {
    const owedTo = (name: string) => publications.filter(({ instance }) => instance !== name);
    await until(async () => {
      const all = await this.progress();
      return all.every(({ waiting, heard }, index) => {
        const owed = owedTo(this.members[index]?.name ?? '');
        return waiting === 0 && owed.every(({ publisher, to }) => (heard[publisher] ?? 0) >= to);
      });
    });
    await delay(GRACE);
  }

  /** Ends all of them, in good order where they can. */
  async stop(): Promise<void> {
    await Promise.all(
      this.members.splice(0).map(async (member) => {
        const closing = member.ask('close', null).catch(() => {});
        await Promise.race([closing, delay(SHUTDOWN, undefined, { ref: false })]);
        await member.kill();
      }),
    );
  }
}

/** Has an instance publish. Settles when it has. */
export async function publishFrom(instance: InstanceProcess, series: Series): Promise<TimedPublication> {
  const { name, from = 0, count = null, pace } = series;
  const publisher = `${name}.${instance.name}`;
  const { to, microseconds } = await instance.ask('publish', { publisher, from, count, pace });
  return { instance: instance.name, publisher, from, to, microseconds };
}
