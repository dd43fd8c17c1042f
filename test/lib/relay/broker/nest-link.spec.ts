import { afterEverythingDue } from '../../support/dispatch-fixture.js';
import { linkOf, openLink } from '../support/nest-parts.js';

describe('a link of a client and a server of Nest', () => {
  it('is open once the client is connected, the server listens, and the broker has the subscription', async () => {
    const { client, server, link, outcome, open } = linkOf();
    open();
    client.connected.resolve();
    await afterEverythingDue();
    expect(link.prepares).toBe(0);
    server.listened();
    await afterEverythingDue();
    expect(link.prepares).toBe(1);
    expect(outcome.is).toBe('pending');
    link.prepared.resolve();
    await afterEverythingDue();
    expect(outcome.is).toBe('open');
  });

  it('waits for the client also when the server listens already', async () => {
    const { server, link, outcome, open } = linkOf();
    open();
    server.listened(null);
    await afterEverythingDue();
    expect(link.prepares).toBe(0);
    expect(outcome.is).toBe('pending');
  });

  it('hears its topic as one of events, to which nobody answers', () => {
    const { server, open } = linkOf();
    open();
    expect(server.handlers).toEqual([['t', true]]);
  });

  it('says nothing of a largest message unless the transport does', () => {
    expect(linkOf().link.maxMessageBytes).toBeUndefined();
  });

  it.each<[string, (fixture: ReturnType<typeof linkOf>) => void]>([
    ['the client cannot connect', ({ client }) => client.connected.reject(new Error('why'))],
    ['the server says that it cannot listen', ({ server }) => server.listened(new Error('why'))],
    ['the server says so with a text', ({ server }) => server.listened('why')],
    ['the server says so with an object', ({ server }) => server.listened({ code: 'why' })],
    ['the server rejects', ({ server }) => server.listening.reject(new Error('why'))],
  ])('cannot be opened when %s', async (_, fail) => {
    const fixture = linkOf();
    fixture.open();
    fail(fixture);
    await afterEverythingDue();
    expect(fixture.outcome.is).toBe('why');
    expect(fixture.link.prepares).toBe(0);
  });

  it('cannot be opened when the broker does not take the subscription', async () => {
    const { client, server, link, outcome, open } = linkOf();
    open();
    client.connected.resolve();
    server.listened();
    link.prepared.reject(new Error('not allowed'));
    await afterEverythingDue();
    expect(outcome.is).toBe('not allowed');
  });

  it('says the reason that a client library has logged rather than what Nest makes of it', async () => {
    const { client, outcome, open } = linkOf();
    open();
    client.logger?.error({ err: new Error('connect ECONNREFUSED') });
    client.connected.reject(new Error('Connection is closed.'));
    await afterEverythingDue();
    expect(outcome.is).toBe('connect ECONNREFUSED');
  });

  it.each(['client', 'server'] as const)('cannot be opened when the %s was closed meanwhile', async (part) => {
    const fixture = linkOf();
    fixture.open();
    fixture[part].say('disconnected');
    fixture.client.connected.resolve();
    fixture.server.listened();
    fixture.link.prepared.resolve();
    await afterEverythingDue();
    expect(fixture.outcome.is).toBe('the connection was closed');
    expect(fixture.lost).toEqual([]);
  });
});

describe('a link that is open', () => {
  it.each(['client', 'server'] as const)('is lost when the %s is not connected any more', async (part) => {
    const fixture = await openLink();
    fixture[part].say('disconnected');
    expect(fixture.lost).toEqual(['the connection is disconnected']);
  });

  it.each(['disconnected', 'reconnecting', 'crashed', 'closed', 'error'])('is lost at the word %s', async (word) => {
    const { client, lost } = await openLink();
    client.say(word);
    expect(lost).toHaveLength(1);
  });

  it.each(['connected', 'blocked', 'unblocked'])('is not lost at the word %s', async (word) => {
    const { client, lost } = await openLink();
    client.say(word);
    expect(lost).toEqual([]);
  });

  it('is lost with the reason that a client library has logged since it was opened', async () => {
    const fixture = linkOf();
    fixture.open();
    fixture.server.logger?.error(new Error('the first address did not answer'));
    fixture.client.connected.resolve();
    fixture.server.listened();
    fixture.link.prepared.resolve();
    await afterEverythingDue();
    const other = await openLink();
    other.client.logger?.error(new Error('read ECONNRESET'));
    fixture.client.say('disconnected');
    other.client.say('disconnected');
    expect([...fixture.lost, ...other.lost]).toEqual(['the connection is disconnected', 'read ECONNRESET']);
  });

  it('is lost once, though both parts say so', async () => {
    const { client, server, lost } = await openLink();
    client.say('disconnected');
    server.say('disconnected');
    expect(lost).toHaveLength(1);
  });

  it.each(['client', 'server'] as const)('is blocked once the broker has told the %s so', async (part) => {
    const fixture = await openLink();
    fixture[part].say('blocked');
    expect(fixture.link.isBlocked).toBe(true);
  });

  it.each(['unblocked', 'disconnected'])('is blocked no more at the word %s', async (word) => {
    const { client, link } = await openLink();
    client.say('blocked');
    client.say(word);
    expect(link.isBlocked).toBe(false);
  });
});
