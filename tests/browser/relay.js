// A mail relay for tests: takes every mail and keeps it (RFC 5321, as far as the server speaks it).

import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Starts a relay on a free port. `mailTo(address)` waits for the next mail to somebody, as text. */
export async function relay() {
  const mails = [];
  const server = createServer((socket) => {
    let rest = '';
    let mail = null;
    const take = (line) => {
      if (mail !== null) {
        if (line !== '.') return void mail.push(line.startsWith('.') ? line.slice(1) : line);
        mails.push(plain(mail.join('\n')));
        mail = null;
        return socket.write('250 taken\r\n');
      }
      const verb = line.split(' ')[0].toUpperCase();
      if (verb === 'DATA') mail = [];
      socket.write({ DATA: '354 go on\r\n', QUIT: '221 bye\r\n' }[verb] ?? '250 fine\r\n');
      if (verb === 'QUIT') socket.end();
    };
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      const lines = (rest + bytes.toString('utf8')).split('\r\n');
      rest = lines.pop();
      lines.forEach(take);
    });
    socket.write('220 relay\r\n');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const mailTo = async (address) => {
    for (let attempt = 0; attempt < 150; attempt += 1) {
      const at = mails.findIndex((mail) => mail.includes(`To: ${address}`));
      if (at >= 0) return mails.splice(at, 1)[0];
      await sleep(200);
    }
    throw new Error(`no mail to ${address}`);
  };
  return {
    mails,
    mailTo,
    /** Arguments of `serve` for a site at this address that hands its mail in here. */
    settings: (base) => [
      ...['--public-url', base, '--smtp', `smtp://127.0.0.1:${server.address().port}`],
      ...['--mail-from', 'Knooppunt <knooppunt@hub.example>'],
    ],
    stop: () => server.close(),
  };
}

/** Quoted-printable undone (RFC 2045, section 6.7). */
function plain(mail) {
  const bytes = mail.replace(/=\n/g, '').replace(/((?:=[0-9A-F]{2})+)/g, (run) => {
    return Buffer.from(run.replaceAll('=', ''), 'hex').toString('utf8');
  });
  return bytes;
}
