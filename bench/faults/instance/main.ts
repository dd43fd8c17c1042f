import { NestFactory } from '@nestjs/core';
import { PluginRelay } from 'nestjs-plugin-system/relay';

import type { Answer, CommandName, Commands, Request } from './commands.js';
import type { InstanceSettings } from './instance-settings.js';
import { InstanceModule } from './instance.module.js';
import { Ledger } from './ledger.js';
import { LogKeeper } from './log-keeper.js';
import { Publisher } from './publisher.js';

type Handlers = {
  [Name in CommandName]: (
    argument: Commands[Name]['argument'],
  ) => Commands[Name]['answer'] | Promise<Commands[Name]['answer']>;
};

// However the parent went, nobody is left to report to.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));

const settings = JSON.parse(process.argv[2] ?? '') as InstanceSettings;
const logger = new LogKeeper();
const app = await NestFactory.createApplicationContext(InstanceModule.forSettings(settings), { logger });
const relay = app.get(PluginRelay);
const ledger = app.get(Ledger);
const publisher = app.get(Publisher);

const handlers: Handlers = {
  connect: () => relay.whenConnected().then(() => null),
  publish: (publishing) => publisher.publish(publishing),
  stop: () => {
    publisher.stop();
    return null;
  },
  progress: () => ({
    isConnected: relay.status.reason?.startsWith('no broker') !== true,
    waiting: relay.figures().waiting,
    published: publisher.published,
    heard: ledger.progress(),
  }),
  report: () => ({ name: settings.name, figures: relay.figures(), heard: ledger.heard(), log: logger.lines }),
  close: () => app.close().then(() => null),
};

async function answer({ id, what, argument }: Request): Promise<Answer> {
  try {
    const handle = handlers[what] as (given: typeof argument) => Answer['answer'] | Promise<Answer['answer']>;
    return { id, answer: await handle(argument) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

process.on('message', (request) => {
  void answer(request as Request).then((reply) => process.send?.(reply));
});
