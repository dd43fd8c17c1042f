// Opens many live streams and reads them until its input ends; then prints how many summaries that one got which got fewest.
import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';

const [url, clients] = process.argv.slice(2) as [string, string];
const agent = new Agent({ maxSockets: Infinity });

async function open(): Promise<{ summaries: number }> {
  const counted = { summaries: 0 };
  const [response] = (await once(get(url, { agent }), 'response')) as [IncomingMessage];
  let unread = '';
  response.setEncoding('utf8').on('data', (text: string) => {
    const messages = (unread + text).split('\n\n');
    // What comes may end within a message.
    unread = messages.pop() ?? '';
    counted.summaries += messages.filter((message) => message.startsWith('event: summary\n')).length;
  });
  response.on('error', () => undefined);
  return counted;
}

const all = await Promise.all(Array.from({ length: Number(clients) }, open));
process.stdout.write('open\n');
process.stdin.resume();
await once(process.stdin, 'end');
process.stdout.write(`${Math.min(Infinity, ...all.map(({ summaries }) => summaries))}\n`);
process.exit();
