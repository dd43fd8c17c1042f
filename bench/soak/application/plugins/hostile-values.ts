import { FORGED_LINE, FORGED_NEST_LINE } from '../forged-line.js';

const ESC = '\u001b';

/** Hides, wipes out and writes over what stands on a terminal, and then writes a line of its own. */
const FORGED_BY_TERMINAL = `${ESC}[8m${ESC}[2K${ESC}[1A${ESC}]0;title\u0007\r\u009b2Kplugin=Forged error=x`;

const makers: readonly (() => unknown)[] = [
  () => new Error('an ordinary error'),
  () => new Error(`boom${FORGED_LINE}`),
  () => null,
  () => Symbol(FORGED_LINE),
  () => Object.freeze({ code: 'E_FROZEN', text: FORGED_LINE }),
  () => Object.freeze(new Error(`frozen${FORGED_NEST_LINE}`)),
  () => new Error(FORGED_BY_TERMINAL),
  () => new Error('boom\u2028plugin=Forged error=x\u2029plugin=Forged error=x\u0085plugin=Forged error=x'),
  () => new Error('boom\r\nplugin=Forged error=x\rplugin=Forged error=x'),
  () => new Error('boom" kind=soak_listener hook=on_order_placed plugin=Forged error="x'),
  errorWithForgedStack,
  () => errorWithGetter('message'),
  () => errorWithGetter('stack'),
  () => FORGED_NEST_LINE,
  () => undefined,
  () => '',
  () => 0,
  (): unknown => Object.create(null),
  revokedProxy,
  () => new Error('x'.repeat(100_000) + FORGED_LINE),
  () => new AggregateError([new Error(FORGED_LINE)], ''),
  () => Object.assign(() => {}, { message: FORGED_LINE }),
];

/** One of all the things that can be thrown, a new one for each number. */
export function hostileValueAt(index: number): unknown {
  return makers[index % makers.length]?.();
}

function errorWithForgedStack(): Error {
  const error = new Error('boom');
  error.stack = `Error: boom\n    at plugin=Forged (x)\nplugin=Forged error=x\n    at x\rplugin=Forged\u2028plugin=Forged`;
  return error;
}

function errorWithGetter(property: 'message' | 'stack'): Error {
  return Object.defineProperty(new Error('boom'), property, {
    get() {
      throw new Error(FORGED_LINE);
    },
  });
}

function revokedProxy(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
