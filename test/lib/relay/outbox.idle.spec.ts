import { jest } from '@jest/globals';
import { afterSending } from './support/fake-target.js';
import { fakeDelays, lose, refuse, sending } from './support/outbox-fixture.js';

beforeEach(fakeDelays);
afterEach(() => jest.useRealTimers());

describe('whenIdle of an outbox', () => {
  it('settles at once when nothing waits', async () => {
    await expect(sending().outbox.whenIdle()).resolves.toBeUndefined();
  });

  it('settles at once when nothing can be sent', async () => {
    const { outbox } = sending();
    outbox.pause();
    outbox.add('a', 1);
    await expect(outbox.whenIdle()).resolves.toBeUndefined();
  });

  it('settles for everybody once all is confirmed, what came meanwhile included', async () => {
    const { outbox, target } = sending();
    outbox.add('a', 1);
    const settled: string[] = [];
    void outbox.whenIdle().then(() => settled.push('one'));
    await afterSending();
    void outbox.whenIdle().then(() => settled.push('two'));
    outbox.add('b', 1);
    await target.last.confirm();
    expect(settled).toEqual([]);
    await target.last.confirm();
    expect(settled).toEqual(['one', 'two']);
  });

  it('settles when the connection is lost', async () => {
    const fixture = sending();
    const { outbox } = fixture;
    outbox.add('a', 1);
    await afterSending();
    const idle = outbox.whenIdle();
    await lose(fixture);
    await expect(idle).resolves.toBeUndefined();
    expect(outbox.waiting).toBe(1);
  });

  it('settles when the outbox is paused, although a batch is on its way for ever', async () => {
    const { outbox } = sending();
    outbox.add('a', 1);
    await afterSending();
    const idle = outbox.whenIdle();
    outbox.pause();
    await expect(idle).resolves.toBeUndefined();
  });

  it('settles when the message that was refused is given up', async () => {
    const fixture = sending();
    fixture.outbox.add('a', 1);
    const idle = fixture.outbox.whenIdle();
    await afterSending();
    for (let tries = 0; tries < 3; tries++) await refuse(fixture);
    await expect(idle).resolves.toBeUndefined();
    expect(fixture.outbox).toMatchObject({ waiting: 0, dropped: 1 });
  });
});

describe('an outbox that tells when nothing waits any more', () => {
  it('does so once the broker has the last message, and not before', async () => {
    const { outbox, target, emptied } = sending();
    outbox.add('a', 1);
    await afterSending();
    outbox.add('b', 1);
    emptied.length = 0;
    await target.last.confirm();
    expect(emptied).toEqual([]);
    await target.last.confirm();
    expect(emptied).toEqual([2]);
  });

  it('does not when the connection is lost', async () => {
    const fixture = sending();
    fixture.outbox.add('a', 1);
    await afterSending();
    fixture.emptied.length = 0;
    await lose(fixture);
    expect(fixture.emptied).toEqual([]);
  });
});
