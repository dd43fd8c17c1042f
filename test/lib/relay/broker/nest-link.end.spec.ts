import { linkOf, openLink } from '../support/nest-parts.js';

describe('a link that is closed', () => {
  it('is not lost when it is closed', async () => {
    const { client, server, link, lost } = await openLink();
    const closed = link.close();
    client.say('disconnected');
    server.say('closed');
    await closed;
    expect(lost).toEqual([]);
    expect([client.closes, server.closes]).toEqual([1, 1]);
  });

  it('is closed once both parts are, also when one of them cannot be', async () => {
    const { client, server, link } = await openLink();
    client.closed = Promise.reject(new Error('it was not connected'));
    let isClosed = false;
    server.closed = new Promise<void>((resolve) => setImmediate(resolve)).then(() => (isClosed = true));
    await expect(link.close()).resolves.toBeUndefined();
    expect(isClosed).toBe(true);
  });

  it.each([
    ['client', 'server'],
    ['server', 'client'],
  ] as const)('never rejects where its %s throws, and closes the %s', async (part, other) => {
    const fixture = linkOf();
    fixture[part].close = () => {
      throw new Error('it was not connected');
    };
    await expect(fixture.link.close()).resolves.toBeUndefined();
    expect(fixture[other].closes).toBe(1);
  });
});

describe('a link that is destroyed', () => {
  it('ends the connections of both parts', () => {
    const { client, server, link } = linkOf();
    client.native = 'of the client';
    server.native = 'of the server';
    link.destroy();
    expect(link.destroyed).toEqual(['of the client', 'of the server']);
  });

  it.each(['client', 'server'] as const)('ends that of the %s where the other part has none', (part) => {
    const fixture = linkOf();
    fixture[part].native = 'the only one';
    fixture.link.destroy();
    expect(fixture.link.destroyed).toEqual(['the only one']);
  });

  it('may have none at all', () => {
    const { link } = linkOf();
    expect(() => link.destroy()).not.toThrow();
    expect(link.destroyed).toEqual([]);
  });
});
