import { reasonOf } from '../../../lib/relay/reason.js';

describe('the reason why there is no connection', () => {
  it.each<[string, unknown, string]>([
    ['the message of an error', new Error('connect ECONNREFUSED'), 'connect ECONNREFUSED'],
    ['a text that was thrown', 'closed', 'closed'],
    ['an empty text that was thrown', '', ''],
    ['the message before the code', { message: 'no route', code: 'EHOSTUNREACH' }, 'no route'],
    ['the code of an error without a message', { message: '', code: 'ECONNREFUSED' }, 'ECONNREFUSED'],
    ['the code of an object', { code: 'ETIMEDOUT' }, 'ETIMEDOUT'],
    ['the error that another one wraps', { err: new Error('refused'), url: 'amqp://x' }, 'refused'],
    ['the first error of several', new AggregateError([new Error('on ::1'), new Error('on 127.0.0.1')]), 'on ::1'],
    ['what is wrapped in one of several', { errors: [{ err: 'deep' }] }, 'deep'],
    ['the message where there are no errors after all', new AggregateError([], 'nothing tried'), 'nothing tried'],
    ['nothing that an object says', {}, 'an unknown error'],
    ['no message that is no text', { message: 7, code: null }, 'an unknown error'],
    ['null', null, 'null'],
    ['undefined', undefined, 'undefined'],
    ['a number', 7, '7'],
    ['a symbol', Symbol('s'), 'Symbol(s)'],
  ])('is %s', (_, error, reason) => {
    expect(reasonOf(error)).toBe(reason);
  });
});

describe('a password in a reason', () => {
  it.each([
    ['with its user', 'connect amqp://user:secret@host:5672/v failed', 'connect amqp://***@host:5672/v failed'],
    ['without a user', 'redis://:secret@host', 'redis://***@host'],
    ['with a slash in it', 'getaddrinfo ENOTFOUND mqtt://user:se/cr/et@host', 'getaddrinfo ENOTFOUND mqtt://***@host'],
    ['with an at sign in it', 'nats://user:secr@et@host', 'nats://***@host'],
    ['of each URL', 'nats://a:secret@one, nats://b:secret@two', 'nats://***@one, nats://***@two'],
    ['of the second URL only', 'nats://one nats://b:secret@two', 'nats://one nats://***@two'],
    ['of URLs without a space between', 'nats://a:secret@one,nats://b:secret@two', 'nats://***@two'],
    ['where there is no scheme', 'getaddrinfo ENOTFOUND user:secret@host', 'getaddrinfo ENOTFOUND ***@host'],
    ['on the second line', 'tried\namqp://user:secret@host\nin vain', 'tried\namqp://***@host\nin vain'],
  ])('is masked %s', (_, text, masked) => {
    expect(reasonOf(text)).toBe(masked);
  });

  it.each([
    ['an error', new Error('amqp://u:secret@h')],
    ['a code', { code: 'amqp://u:secret@h' }],
    ['an error that is wrapped', { err: new Error('amqp://u:secret@h') }],
    ['one error of several', new AggregateError([new Error('amqp://u:secret@h')])],
  ])('is masked wherever it stands: in %s', (_, error) => {
    expect(reasonOf(error)).toBe('amqp://***@h');
  });

  it('is not looked for where there is none', () => {
    expect(reasonOf('mail me@example.com about https://example.com/a')).toBe(
      'mail me@example.com about https://example.com/a',
    );
  });
});
