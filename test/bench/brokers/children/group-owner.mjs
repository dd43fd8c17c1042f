// Stays for as long as what it has started: node group-owner.mjs alone|forked PROCESS_GROUP_MODULE PORT
import { fork } from 'node:child_process';

const [how, module, port] = process.argv.slice(2);

if (how === 'forked') {
  fork(import.meta.filename, ['alone', module, port]);
} else {
  const { ProcessGroup } = await import(module);
  const stays = `require('node:net').connect(${port}, '127.0.0.1').on('error', () => {})`;
  new ProcessGroup(process.execPath, { args: ['-e', stays], env: {} });
}
