// Hanging files on a document, finding what is in them and taking them away, with WASM blocked; and no barriers on the way.

import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { barriers, openPage, PHONE, WIDE } from './browser.js';
import { becomeToo, comeInFirst } from './people.js';
import { ownServer } from './server.js';

const PRINTED = fileURLToPath(new URL('../fixtures/attachments/printed.pdf', import.meta.url));
const own = ownServer();

test('files are hung on a document, found by their pages and taken away again', async () => {
  const { page, close } = await openPage(own.browser, own.server.base);
  await page.route('**/*.wasm', (route) => route.abort());
  const found = [];
  await comeInFirst(page, own.server);
  await becomeToo(page, 'editor');
  const { resultaten } = await (await page.request.get('/api/v1/documenten?soort=practice&aantal=1')).json();
  const address = `/documenten/${encodeURIComponent(resultaten[0].id)}`;
  await page.goto(address);
  await page.click('.attachments-manage a');
  await page.waitForURL(`**${address}/bijlagen`);
  found.push(...(await barriers(page)));

  // One that is too large is refused in words, after all of it was sent.
  const large = join(tmpdir(), `knooppunt-groot-${process.pid}.txt`);
  writeFileSync(large, 'groot\n'.repeat(10_000_000));
  await page.selectOption('#tlp', 'document');
  await page.setInputFiles('#files', [large]);
  await page.click('main .form button[type=submit]');
  await page.waitForSelector('[role=alert]');
  rmSync(large);
  assert.match(await page.locator('[role=alert]').textContent(), /groter dan 50 MB/);
  assert.equal(await page.inputValue('#tlp'), 'document', 'what was chosen stays');
  found.push(...(await barriers(page)));

  await page.setInputFiles('#files', [
    { name: 'printed.pdf', mimeType: 'application/pdf', buffer: readFileSync(PRINTED) },
    { name: 'aantekening «één».txt', mimeType: 'text/plain', buffer: Buffer.from('Een losse aantekening.') },
  ]);
  assert.equal(await page.locator('.upload button').isVisible(), false, 'there is nothing to stop yet');
  // The connection falls away: what was chosen is still there, and is sent once more.
  await page.route(`**${address}/bijlagen`, (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
  await page.click('main .form button[type=submit]');
  await page.waitForSelector('.upload [role=status]:not(:empty)');
  assert.match(await page.locator('.upload [role=status]').textContent(), /niet gelukt/);
  assert.equal(await page.locator('#files').evaluate((input) => input.files.length), 2);
  await page.unroute(`**${address}/bijlagen`);
  await page.click('main .form button[type=submit]');
  await page.waitForURL('**klaar=1');
  await page.waitForFunction(() => document.querySelectorAll('.attachments tbody tr').length === 2);
  for (let attempt = 0; attempt < 100 && !(await page.locator('text=2 pagina’s').count()); attempt += 1) {
    await page.waitForTimeout(200);
    await page.reload();
  }
  assert.equal(await page.locator('.attachments >> text=2 pagina’s').count(), 1, 'its text was taken out');
  found.push(...(await barriers(page)));

  await page.goto(address);
  found.push(...(await barriers(page)));
  const file = await page.locator('.attachments a[download]').first().getAttribute('href');
  const answer = await page.request.get(file);
  assert.match(answer.headers()['content-disposition'], /^attachment; filename="printed\.pdf"/);
  assert.match(answer.headers()['content-security-policy'], /sandbox/);

  let within;
  for (let attempt = 0; attempt < 50; attempt += 1) {
    await page.goto('/zoeken?q=uithaalploeg+oogopslag');
    within = page.locator('.document-row-within').first();
    if (await within.count()) break;
    await page.waitForTimeout(200);
  }
  assert.match(await within.textContent(), /In bijlage printed\.pdf, pagina [12]/);
  found.push(...(await barriers(page)));
  await within.click();
  await page.waitForURL('**/bijlagen/*/*');
  assert.match(await page.locator('.lead').textContent(), /Pagina [12] van 2/);
  found.push(...(await barriers(page)));
  const picture = page.locator('img.page-picture');
  assert.match(await picture.getAttribute('alt'), /^Pagina [12]: ./);
  await page.waitForFunction(() => document.querySelector('img.page-picture').naturalHeight === 1280);
  await page.goto(page.url().replace('/bijlagen/', '/en/bijlagen/'));
  assert.match(await page.locator('.lead').textContent(), /Page [12] of 2/);

  // Below the document its pages stand behind a summary: nothing is fetched until somebody opens it.
  const fetched = [];
  page.on('request', (request) => request.url().endsWith('/beeld') && fetched.push(request.url()));
  await page.goto(address);
  await page.locator('.page-row').scrollIntoViewIfNeeded();
  assert.deepEqual(fetched, []);
  await page.focus('.page-row summary');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => [...document.querySelectorAll('.page-row img')].filter((img) => img.naturalWidth > 0).length === 2);
  found.push(...(await barriers(page)));
  await page.setViewportSize(PHONE);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the pages fit a telephone');
  const squeezed = await page.locator('.page-row img').first().evaluate((img) => img.width / img.height - img.naturalWidth / img.naturalHeight);
  assert.ok(Math.abs(squeezed) < 0.02, 'a page keeps its shape');
  await page.setViewportSize(WIDE);
  await page.locator('.page-row a').nth(1).click();
  await page.waitForURL('**/bijlagen/*/2');

  await page.goto(`/en${address}/bijlagen`);
  found.push(...(await barriers(page)));
  await page.locator('.attachments .act button').first().click();
  await page.waitForURL('**klaar=1');
  assert.equal(await page.locator('.attachments tbody tr').count(), 1);
  assert.equal((await page.request.get(file)).status(), 404);
  assert.deepEqual(found, []);
  await close();
});
