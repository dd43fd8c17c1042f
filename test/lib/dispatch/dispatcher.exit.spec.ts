import { startingBus, subscriberOf, type Bus } from '../support/dispatch-fixture.js';

// Jest gives each test file a process object of its own, so that this ends nothing.
const exit = (): boolean => process.emit('exit', 1);

describe('a process that exits without a shutdown', () => {
  let bus: Bus;
  beforeEach(() => (bus = startingBus([subscriberOf(() => 0)])));
  afterEach(() => bus.dispatcher.close());

  it('says how many events were never delivered while the application was starting', () => {
    bus.notify();
    bus.notify();
    exit();
    expect(bus.log.entries).toMatchObject([
      { level: 'error', line: expect.stringMatching(/^2 events .* never delivered/) },
    ]);
  });

  it('says nothing when the application has started', () => {
    bus.notify();
    bus.dispatcher.open();
    exit();
    expect(bus.log.lines).toEqual([]);
  });

  it('says nothing again when the application has shut down', async () => {
    bus.notify();
    await bus.dispatcher.close();
    exit();
    expect(bus.log.lines).toEqual([expect.stringMatching(/^1 event.* never delivered/)]);
  });

  it('has no listener of an application that has shut down, although somebody published to it afterwards', async () => {
    await bus.dispatcher.close();
    bus.notify();
    expect(bus.log.lines).toHaveLength(1);
    expect(process.listenerCount('exit')).toBe(0);
  });

  it('names events whose kind or hook is no text', async () => {
    // Plain JavaScript can publish with anything for a name.
    bus.dispatcher.notify(Symbol('k') as unknown as string, null as unknown as string, {}, undefined);
    await bus.dispatcher.close();
    expect(bus.log.lines).toEqual([expect.stringMatching(/^1 event .*: 1 Symbol\(k\)\.null$/)]);
  });

  it.each(['open', 'close'] as const)('has no listener of an application that went on to %s', async (step) => {
    bus.notify();
    expect(process.listenerCount('exit')).toBe(1);
    await bus.dispatcher[step]();
    expect(process.listenerCount('exit')).toBe(0);
  });

  it('has no listener of an application to which nothing was published', () => {
    expect(process.listenerCount('exit')).toBe(0);
  });
});
