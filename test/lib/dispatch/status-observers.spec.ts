import { StatusObservers, type PluginStatusChange } from '../../../lib/dispatch/status-observers.js';
import { RecordedLog } from '../support/dispatch-fixture.js';

function changeTo(status: 'operational' | 'degraded', plugin = 'P'): PluginStatusChange {
  return { plugin, status, reason: 'because', since: new Date(0), method: 'hear', kind: 'k', hook: 'on_a' };
}

describe('observers of statuses', () => {
  let observers: StatusObservers;
  let told: string[];
  beforeEach(() => {
    observers = new StatusObservers(new RecordedLog());
    told = [];
  });
  const note =
    (name: string) =>
    ({ status }: PluginStatusChange): number =>
      told.push(`${name} ${status}`);

  it('are all told of each change in the order of the changes, also when one of them brings about the next', () => {
    observers.add(({ status }) => {
      note('first')({ ...changeTo(status) });
      if (status === 'operational') observers.tell(changeTo('degraded'));
    });
    observers.add(note('second'));
    observers.tell(changeTo('operational'));
    expect(told).toEqual(['first operational', 'second operational', 'first degraded', 'second degraded']);
  });

  it('are not told of the change that is under way when they are added', () => {
    const again = (change: PluginStatusChange): void => {
      note('again')(change);
      observers.add(again);
    };
    observers.add(again);
    observers.tell(changeTo('degraded'));
    expect(told).toEqual(['again degraded']);
    observers.tell(changeTo('operational'));
    expect(told).toHaveLength(3);
  });

  it('are told of the change that is under way when they are taken back by another one', () => {
    const stops: (() => void)[] = [];
    observers.add(() => stops.forEach((stop) => stop()));
    stops.push(observers.add(note('second')));
    observers.tell(changeTo('degraded'));
    observers.tell(changeTo('operational'));
    expect(told).toEqual(['second degraded']);
  });

  it('are told again after one of them could not even be complained about', () => {
    const failing = new StatusObservers({
      error: () => {
        throw new RangeError('Maximum call stack size exceeded');
      },
      warn: () => undefined,
      info: () => undefined,
    });
    const stop = failing.add(() => {
      throw new Error('observer');
    });
    expect(() => failing.tell(changeTo('degraded'))).toThrow(RangeError);
    stop();
    failing.add(note('later'));
    failing.tell(changeTo('operational'));
    expect(told).toEqual(['later operational']);
  });
});
