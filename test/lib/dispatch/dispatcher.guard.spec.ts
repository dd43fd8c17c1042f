import { Dispatcher } from '../../../lib/dispatch/dispatcher.js';
import { HookChannels } from '../../../lib/dispatch/hook-channels.js';
import { PluginStatuses } from '../../../lib/dispatch/plugin-statuses.js';
import { HookCatalogue } from '../../../lib/hookspec/hook-catalogue.js';

/** Finds no hook: the stack ends there. */
class ExhaustedChannels extends HookChannels {
  override find(): never {
    throw new RangeError('Maximum call stack size exceeded');
  }
}

describe('a dispatcher that runs out of stack', () => {
  const lines: string[] = [];
  const log = { error: (line: string) => lines.push(line), warn: () => {}, info: () => {} };
  const options = { strict: true, payloads: 'snapshot', bootstrapBuffer: 1, shutdownTimeout: 1 } as const;
  let dispatcher: Dispatcher;
  beforeEach(() => {
    lines.length = 0;
    dispatcher = new Dispatcher(options, new HookCatalogue(), new ExhaustedChannels(), new PluginStatuses(log), log);
    dispatcher.open();
  });

  const line =
    'kind=k hook=on_a refused=PUBLISH_FAILED error="it could not be published: Maximum call stack size exceeded"';

  it('does not throw at the publisher, not even in strict mode, and says so afterwards', async () => {
    dispatcher.notify('k', 'on_a', {}, undefined);
    await Promise.resolve();
    expect(lines).toEqual([line]);
  });

  it('says so to whoever awaits it', async () => {
    const { refused } = await dispatcher.dispatch('k', 'on_a', {}, undefined);
    expect(refused?.code).toBe('PUBLISH_FAILED');
    expect(lines).toEqual([line]);
  });
});
