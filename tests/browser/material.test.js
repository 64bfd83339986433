// An organiser hangs slides and subtitles on a session, and a visitor finds the second at which something was said.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barriers, openPage } from './browser.js';
import { becomeToo, comeInFirst } from './people.js';
import { ownServer } from './server.js';

const SPOKEN = 'WEBVTT\n\n00:12:05.000 --> 00:12:09.000\nEn dan de kwikstaartmethode, in drie stappen.\n';
const own = ownServer();

test('what was said at a congress is found at its second, with WASM blocked', async () => {
  const { page, close } = await openPage(own.browser, own.server.base);
  await page.route('**/*.wasm', (route) => route.abort());
  const found = [];
  await comeInFirst(page, own.server);
  await becomeToo(page, 'organiser');

  await page.goto('/congres/2024/101');
  await page.click('.attachments-manage a');
  await page.waitForURL('**/congres/2024/101/bijlagen');
  found.push(...(await barriers(page)));
  await page.selectOption('#tlp', 'TLP:CLEAR');
  await page.setInputFiles('#files', [{ name: 'opname.vtt', mimeType: 'text/vtt', buffer: Buffer.from(SPOKEN) }]);
  await page.click('main .form button[type=submit]');
  await page.waitForSelector('[role=alert]');
  assert.match(await page.locator('[role=alert]').textContent(), /instemt met publicatie/);
  await page.check('input[name=consent]');
  await page.setInputFiles('#files', [{ name: 'opname.vtt', mimeType: 'text/vtt', buffer: Buffer.from(SPOKEN) }]);
  await page.click('main .form button[type=submit]');
  await page.waitForURL('**klaar=1');

  const visitor = await openPage(own.browser, own.server.base, { javaScriptEnabled: false });
  const within = visitor.page.locator('.document-row-within').first();
  for (let attempt = 0; attempt < 100; attempt += 1) {
    await visitor.page.goto('/zoeken?q=kwikstaartmethode');
    if (await within.count()) break;
    await visitor.page.waitForTimeout(200);
  }
  assert.match(await within.textContent(), /In bijlage opname\.vtt, vanaf 12:05/);
  await within.click();
  assert.match(await visitor.page.locator('.lead').textContent(), /Vanaf 12:05/);
  assert.match(await visitor.page.locator('.passage-text').textContent(), /kwikstaartmethode/);
  await visitor.page.click('.document-kind a');
  await visitor.page.waitForURL('**/congres/2024/101');
  assert.equal(await visitor.page.locator('.attachments tbody tr').count(), 1);
  await visitor.close();
  await page.goto('/congres/2024/101');
  found.push(...(await barriers(page)));
  assert.deepEqual(found, []);
  await close();
});
