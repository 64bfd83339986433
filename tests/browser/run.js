// Starts the server, runs every *.test.js here against it, two at a time, and stops it. `node run.js NAME…` runs some.

import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from './server.js';

const here = dirname(fileURLToPath(import.meta.url));
const wanted = process.argv.slice(2);
const files = readdirSync(here)
  .filter((name) => name.endsWith('.test.js'))
  .filter((name) => wanted.length === 0 || wanted.some((part) => name.includes(part)));

const server = await serve();
const tests = spawn(process.execPath, ['--test', '--test-concurrency=2', '--test-reporter=spec', ...files], {
  cwd: here,
  stdio: 'inherit',
  env: { ...process.env, KNOOPPUNT_URL: server.base },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => tests.kill(signal));
const code = await new Promise((resolve) => tests.once('exit', resolve));
await server.stop();
process.exitCode = code ?? 1;
