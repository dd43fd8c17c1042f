// Measures notify() with nobody looking and with all optional parts on and a page open, in turn, then with the tracing channel
// subscribed, then with spans made, and prints nanoseconds an event. A process of its own: the channel is one for the whole process.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { BasicTracerProvider } from '@opentelemetry/sdk-trace-base';
import { DELIVERY_CHANNEL } from 'nestjs-plugin-system';
import { DeliveryInstrumentation } from 'nestjs-plugin-system/opentelemetry';
import type { Contender, CountedContender } from '../contenders/contender.js';
import { HOOK, KIND, notify } from '../contenders/notify.js';
import { openPage, startObservedApplication } from '../contenders/observed-application.js';
import { EVENTS_MASK, REQUEST_EVENT_SCHEMA, REQUEST_EVENTS } from '../contenders/payloads.js';
import { heardBy, subscriberClasses } from '../contenders/subscribers.js';
import { columnOf } from '../groups/group.js';
import { measureInRounds, type Times } from '../measure/rounds.js';
import { timeOf, timeOfTurn } from '../measure/time-of.js';
import { ALL_ON, CHANNEL, OFF, SPANS } from '../groups/observed-names.js';

const style = process.argv[2] as 'sync' | 'async';
const [subscribers, rounds, milliseconds, warmUp] = process.argv.slice(3).map(Number) as [
  number,
  number,
  number,
  number,
];

async function allOn(): Promise<Contender> {
  const classes = subscriberClasses(subscribers, style);
  const app = await startObservedApplication([{ kind: KIND, hook: HOOK, schema: REQUEST_EVENT_SCHEMA, classes }]);
  const closePage = await openPage(app);
  const publish = (events: number): undefined => {
    for (let index = 0; index < events; index++) {
      app.notifyService.notify(KIND, HOOK, REQUEST_EVENTS[index & EVENTS_MASK]);
    }
  };
  const close = (): Promise<void> => {
    closePage();
    return app.close();
  };
  return { name: ALL_ON, subscribers, publish, heard: () => heardBy(app.instances), close };
}

/** Does as little as can be done with a message, and counts where a delivery may have ended. */
let ended = 0;
const onMessage = (): void => {};
const onEnd = (message: unknown): void => {
  if ((message as { outcome?: string }).outcome !== undefined) ended++;
};
const LISTENERS = Object.entries({
  start: onMessage,
  end: onEnd,
  asyncStart: onMessage,
  asyncEnd: onEnd,
  error: onMessage,
}).map(([event, listener]) => [`tracing:${DELIVERY_CHANNEL}:${event}`, listener] as const);

const { batch, contenders } = columnOf('', subscribers, [
  { ...(await notify(subscribers, style)), name: OFF },
  await allOn(),
]);
const [off, on] = contenders as [CountedContender, CountedContender];

async function measure(these: readonly Contender[]): Promise<Times> {
  for (const contender of these) await timeOf(contender, batch, warmUp);
  const emptyTurn = await timeOfTurn(milliseconds);
  return measureInRounds(these, rounds, (contender) => timeOf(contender, batch, milliseconds, emptyTurn));
}

const times = await measure([off, on]);

// The same application, so that nothing but the channel is different; and once, not in turn: coming and going, V8 would make
// its code anew each time.
const heardBefore = off.heard();
for (const [event, listener] of LISTENERS) subscribe(event, listener);
const traced = await measure([{ name: CHANNEL, subscribers, publish: off.publish, heard: off.heard }]);
for (const [event, listener] of LISTENERS) unsubscribe(event, listener);
const heard = off.heard() - heardBefore;
if (ended !== heard) throw new Error(`the channel told of ${ended} of ${heard} deliveries`);

const instrumentation = new DeliveryInstrumentation({ enabled: false });
instrumentation.setTracerProvider(new BasicTracerProvider());
instrumentation.enable();
const spanned = await measure([{ name: SPANS, subscribers, publish: off.publish, heard: off.heard }]);
instrumentation.disable();

for (const contender of contenders) {
  const complaint = contender.complaint();
  if (complaint !== undefined) throw new Error(complaint);
  await contender.close();
}
process.stdout.write(JSON.stringify({ ...times, ...traced, ...spanned }));
