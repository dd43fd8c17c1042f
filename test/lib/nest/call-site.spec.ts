import { callSiteOf } from '../../../lib/nest/call-site.js';

function callee(): () => string | undefined {
  return callSiteOf(callee);
}

class Holder {
  readonly site = callee();
}

describe('a call site', () => {
  it('is the place that called the function', () => {
    expect(callee()()).toMatch(/^test\/lib\/nest\/call-site\.spec\.ts:13:12$/);
  });

  it('is found in a constructor too', () => {
    expect(new Holder().site()).toMatch(/^test\/lib\/nest\/call-site\.spec\.ts:8:\d+$/);
  });

  it('leaves the application as many stack frames as it had', () => {
    const { stackTraceLimit } = Error;
    callee();
    expect(Error.stackTraceLimit).toBe(stackTraceLimit);
  });

  it('is not known when the stack has another form', () => {
    const { prepareStackTrace } = Error;
    const site = callee();
    Error.prepareStackTrace = () => 'something else';
    expect(site()).toBeUndefined();
    Error.prepareStackTrace = prepareStackTrace;
  });
});
