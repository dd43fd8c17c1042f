import { jest } from '@jest/globals';
import { Injectable } from '@nestjs/common';
import { OnHook, type Delivery } from 'nestjs-plugin-system';
import { HookspecFolder } from '../support/hookspec-folder.js';
import { startApp, type TestApp } from '../support/start-app.js';

@Injectable()
class Plain {
  heard: unknown[] = [];

  @OnHook('k', 'on_a')
  hear(event: unknown): void {
    this.heard.push(event);
  }
}

@Injectable()
class Rest {
  heard: unknown[][] = [];

  @OnHook('k', 'on_a')
  hear(...all: unknown[]): void {
    this.heard.push(all);
  }
}

@Injectable()
class Arguments {
  heard: unknown[] = [];

  @OnHook('k', 'on_a')
  hear(_event: unknown): void {
    this.heard.push(arguments[1]);
  }
}

@Injectable()
class Blocking {
  @OnHook('k', 'on_a')
  hear(_event: unknown): void {
    jest.setSystemTime(5_000);
  }
}

@Injectable()
class Reading {
  times: number[] = [];

  @OnHook('k', 'on_a')
  hear(_event: unknown, { occurredAt }: Delivery): void {
    this.times.push(occurredAt.getTime());
  }
}

describe('the delivery of an event', () => {
  const folder = new HookspecFolder();
  const hookspecs = folder.declare('k', ['on_a']);
  afterAll(() => folder.remove());

  let running: TestApp;
  const start = async (...providers: (new () => object)[]): Promise<TestApp> => {
    running = await startApp({ hookspecs }, { providers });
    return running;
  };
  afterEach(async () => {
    jest.useRealTimers();
    await running.app.close();
  });

  it('reaches whoever can see it, however the method takes it, as one object', async () => {
    const { app, notify } = await start(Plain, Rest, Arguments);
    notify.notify('k', 'on_a', { n: 1 }, { id: 'e1' });
    expect(app.get(Plain).heard).toEqual([{ n: 1 }]);
    const [[event, delivery] = []] = app.get(Rest).heard;
    expect(event).toBe(app.get(Plain).heard[0]);
    expect(delivery).toMatchObject({ id: 'e1', kind: 'k', hook: 'on_a' });
    expect(app.get(Arguments).heard[0]).toBe(delivery);
  });

  it('reaches a method that was put in the place of one that could not see it', async () => {
    const { app, notify } = await start(Plain);
    const plain = app.get(Plain);
    const spy = jest.spyOn(plain, 'hear');
    notify.notify('k', 'on_a', { n: 1 }, { id: 'e1' });
    expect(spy).toHaveBeenCalledWith({ n: 1 }, expect.objectContaining({ id: 'e1', hook: 'on_a' }));
    expect(plain.heard).toEqual([{ n: 1 }]);
    spy.mockRestore();
    notify.notify('k', 'on_a', { n: 2 });
    expect(plain.heard).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('reaches a function of two parameters that was put in the place of one that could not see it', async () => {
    const { app, notify } = await start(Plain);
    const plain: { hear(event: unknown, delivery?: Delivery): void } = app.get(Plain);
    const seen: unknown[] = [];
    plain.hear = (_event, delivery) => seen.push(delivery?.id);
    notify.notify('k', 'on_a', {}, { id: 'e1' });
    expect(seen).toEqual(['e1']);
  });

  it('has the time at which the event was published, however long others took before', async () => {
    jest.useFakeTimers({ now: 1_000, doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'setTimeout'] });
    const { app, notify } = await start(Blocking, Reading);
    notify.notify('k', 'on_a', {});
    expect(app.get(Reading).times).toEqual([1_000]);
  });
});
