// An MQTT broker on the loopback interface, for trying what several instances of the sample application do. PORT changes its port.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { Aedes } from 'aedes';

const HOST = '127.0.0.1';
const HIGHEST_PORT = 65_535;

function readPort(text = '') {
  if (text === '') return 1883;
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= HIGHEST_PORT) return port;
  throw new Error(`PORT must be a whole number from 0 to ${HIGHEST_PORT}, but it is ${JSON.stringify(text)}.`);
}

async function listen(server, port) {
  server.listen(port, HOST);
  try {
    await once(server, 'listening');
  } catch (error) {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new Error(`Port ${port} is already in use. Set PORT to another one.`, { cause: error });
  }
}

/** At once: this broker keeps nothing. */
function end() {
  process.exit(0);
}

try {
  const port = readPort(process.env.PORT);
  const aedes = await Aedes.createBroker();
  const server = createServer(aedes.handle);
  await listen(server, port);
  process.on('SIGINT', end).on('SIGTERM', end);
  const url = `mqtt://${HOST}:${server.address().port}`;
  console.log(
    `An MQTT broker is at ${url}, until Ctrl+C. After npm run build, start instances in other terminals, each with a PORT of its own: PORT=3001 RELAY=${url} node dist/sample-app/main.js`,
  );
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
