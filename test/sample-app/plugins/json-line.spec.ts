import { jsonLine } from '../../../sample-app/plugins/json-line.js';

describe('jsonLine', () => {
  const hostile = 'line\nbreak\r \u001b[31m red \u009b31m c1 \u0085 nel \u2028 \u2029 \u007f';

  it('writes no character that ends a line or that a terminal acts on', () => {
    // oxlint-disable-next-line no-control-regex
    expect(jsonLine({ hostile })).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/);
  });

  it('is JSON that reads back as the same record', () => {
    expect(JSON.parse(jsonLine({ hostile, n: 1 }))).toEqual({ hostile, n: 1 });
  });
});
