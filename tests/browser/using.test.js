// A hub adopts a practice and finds it back in the matrix and among the filters of search, without WASM and with it; and
// what else readers do with a document. All made up, in a store of its own.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { awake, barriers, openPage } from './browser.js';
import { addOrganisation, comeIn, comeInFirst, invite } from './people.js';
import { ownServer } from './server.js';

const own = ownServer();

/** Records a step on the open page of a practice. */
async function record(page, state, day) {
  await page.click('#toepassing .below-form > summary');
  await page.selectOption('#adoption-state', state);
  await page.fill('#adoption-day', day);
  await page.fill('#adoption-reason', 'Reden (proef)');
  await page.click('#toepassing .below-form button[type=submit]');
  await page.waitForURL('**/documenten/ken-je-chauffeur?klaar=toepassing#toepassing');
}

/** Asks again until the index has taken it in. */
async function until(page, address, what) {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    await page.goto(address);
    if (await what()) return;
    await sleep(100);
  }
  assert.fail(`${address} does not show it`);
}

test('a hub adopts a practice, without WASM and with it', async () => {
  const { page, close } = await openPage(own.browser, own.server.base);
  await page.route('**/*.wasm', (route) => route.abort());
  await comeInFirst(page, own.server);
  await addOrganisation(page, 'Proefdienst', 'public', 'schiphol');
  const link = await invite(page, 'Tweede Proef', 'tweede@proef.example', 'proefdienst', 'contributor');
  await page.goto('/documenten/ken-je-chauffeur');
  assert.equal(await page.locator('#toepassing .below-form').count(), 0, 'an admin of no hub records nothing');
  await page.click('.header-button');
  await comeIn(page, link);

  const found = [];
  await page.goto('/toepassing');
  assert.equal(await page.locator('.adoption-matrix').count(), 0, 'nothing is made up');
  found.push(...(await barriers(page)));
  await page.goto('/documenten/ken-je-chauffeur');
  const title = (await page.locator('h1').textContent()).trim();
  await page.click('#toepassing .below-form > summary');
  await page.selectOption('#adoption-state', 'pilot');
  await page.fill('#adoption-day', '2999-01-01');
  await page.fill('#adoption-reason', 'Reden (proef)');
  await page.click('#toepassing .below-form button[type=submit]');
  await page.waitForSelector('[role=alert]');
  assert.equal(await page.inputValue('#adoption-reason'), 'Reden (proef)', 'what was filled in stays');
  found.push(...(await barriers(page)));
  await page.fill('#adoption-day', '2024-03-01');
  await page.click('#toepassing .below-form button[type=submit]');
  await page.waitForURL('**/documenten/ken-je-chauffeur?klaar=toepassing#toepassing');
  assert.match(await page.locator('#toepassing .adoptions').textContent(), /proef/);
  found.push(...(await barriers(page)));

  await page.unroute('**/*.wasm');
  await page.goto('/documenten/ken-je-chauffeur');
  await awake(page);
  await record(page, 'adopted', '2024-06-29');
  await page.goto('/toepassing');
  const row = page.locator('.adoption-matrix tbody tr', { hasText: title });
  assert.match(await row.textContent(), /toegepast.*120 dagen/);
  found.push(...(await barriers(page)));
  await until(page, '/zoeken?q=chauffeur', () => page.locator('#toegepast-schiphol').count());
  await awake(page);
  await page.evaluate(() => document.querySelectorAll('main details').forEach((part) => (part.open = true)));
  await page.check('#toegepast-schiphol');
  await page.waitForURL(/toegepast=schiphol/);
  await page.waitForFunction(() => document.querySelectorAll('#answer .document-row').length === 1);
  assert.match(await page.locator('#answer .document-row').textContent(), /Toegepast door/);
  found.push(...(await barriers(page)));

  await page.goto('/zoeken?q=chauffeur');
  await page.click('text=Bewaar deze zoekopdracht');
  found.push(...(await barriers(page)));
  await page.fill('#name', 'Alles over chauffeurs');
  await page.click('main .form button[type=submit]');
  await page.waitForURL('**/overzicht?klaar=1');
  await page.selectOption('#what', 'hub:schiphol');
  await page.click('main .form button[type=submit]');
  await page.waitForURL('**/overzicht?klaar=1');
  await page.click('button:has-text("Maak een feed")');
  await page.waitForSelector('.secret');
  found.push(...(await barriers(page)));
  await page.goto('/zoeken');
  await awake(page);
  await page.locator('#q').pressSequentially('alles o');
  await page.press('#q', 'ArrowDown');
  await page.waitForSelector('.suggestion:has-text("Alles over chauffeurs")');
  await page.click('.suggestion:has-text("Alles over chauffeurs")');
  await page.waitForURL(/\/zoeken\?q=chauffeur$/);

  await page.goto('/documenten/ken-je-chauffeur/voorstel');
  found.push(...(await barriers(page)));
  await page.fill('#body', `${await page.inputValue('#body')}\n\nEen regel erbij (proef).`);
  await page.fill('#why', 'Dit ontbrak (proef)');
  await page.click('main .form button[type=submit]');
  await page.waitForURL('**/voorstellen/**');
  assert.match(await page.locator('.proposal-compared ins').first().textContent(), /regel erbij/);
  found.push(...(await barriers(page)));
  await page.goto('/documenten/ken-je-chauffeur');
  await page.click('#reacties .below-form > summary');
  await page.selectOption('#remark-kind', 'outdated');
  await page.fill('#remark-text', 'Dit is verouderd (proef)');
  await page.click('#reacties .below-form button[type=submit]');
  await page.waitForURL('**?klaar=reacties#reacties');
  assert.match(await page.locator('.remarks').textContent(), /Dit is verouderd/);
  await page.goto('/documenten/bagagelijn');
  await page.click('#waarnemingen .below-form > summary');
  await page.fill('#sighting-month', '2024-03');
  await page.selectOption('#sighting-verdict', 'confirmed');
  await page.click('#waarnemingen .below-form button[type=submit]');
  await page.waitForURL('**?klaar=waarnemingen#waarnemingen');
  assert.match(await page.locator('.sightings').textContent(), /maart 2024/);
  found.push(...(await barriers(page)));
  for (const path of ['/en/toepassing', '/en/overzicht', '/en/documenten/know-your-driver', '/knooppunten/schiphol']) {
    await page.goto(path);
    found.push(...(await barriers(page)));
  }
  assert.deepEqual(found, []);
  await close();
});
