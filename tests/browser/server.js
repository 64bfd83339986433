// The server under test: the built binary, a data folder of its own, a free port.

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { launch } from './browser.js';

const top = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Starts the server and waits until it is ready. `settings(base)` are arguments of `serve`, by the address that the server
 * gets; `host` is what browsers call it. `stop()` ends it and clears its folder away; `knooppunt(...)` runs a command on that.
 */
export async function serve({ host = '127.0.0.1', settings = () => [] } = {}) {
  const data = mkdtempSync(join(tmpdir(), 'knooppunt-browser-'));
  const port = await freePort();
  const address = `127.0.0.1:${port}`;
  const base = `http://${host}:${port}`;
  const knooppunt = (...asked) => {
    const done = spawnSync('target/debug/knooppunt', [...asked, '--data', data], { cwd: top });
    if (done.status !== 0) throw new Error(`${asked.join(' ')} failed:\n${done.stderr}`);
  };
  // A made-up programme, in two versions.
  for (const name of ['congress.xml', 'congress-2.xml']) {
    knooppunt('import', `tests/fixtures/schedules/${name}`, '--slug', '2024');
  }
  const asked = ['serve', '--data', data, '--listen', address, ...settings(base)];
  const server = spawn('target/debug/knooppunt', asked, {
    cwd: top,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (text) => (log = (log + text).slice(-20_000)));
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.once('error', (error) => (log += error.message));

  const stop = async () => {
    server.kill('SIGTERM');
    const late = await Promise.race([ended, sleep(10_000, 'late', { ref: false })]);
    if (late === 'late') server.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true });
  };
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (server.exitCode !== null) break;
    const answer = await fetch(`http://${address}/readyz`).catch(() => null);
    if (answer?.status === 200) return { base, stop, knooppunt, log: () => log };
    await sleep(200);
  }
  await stop();
  throw new Error(`the server did not become ready:\n${log}`);
}

/** For tests that need a house of their own: `browser` and `server`, there from before the first test until after the last. */
export function ownServer() {
  const own = {};
  before(async () => {
    own.browser = await launch();
    own.server = await serve();
  });
  after(async () => {
    await own.browser.close();
    await own.server.stop();
  });
  return own;
}

/** A port that nobody listens on. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
