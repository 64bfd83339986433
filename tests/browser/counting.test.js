// The portal counts of itself: a partner records that a hub adopts a practice, the count follows, and who has the page open sees
// it come; in both languages, with WASM and with WASM blocked. All made up, in a store of its own.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { awake, barriers, openPage } from './browser.js';
import { addOrganisation, comeIn, comeInFirst, invite } from './people.js';
import { ownServer } from './server.js';

const own = ownServer();
const PAGE = '/monitor/practices-in-use-count';

/** The row of the hub in the table of all values. */
function schiphol(page) {
  return page.locator('.value-table tbody', { hasText: /Schiphol/ });
}

test('what a partner records is counted and seen', async () => {
  const found = [];
  const partner = await openPage(own.browser, own.server.base);
  await comeInFirst(partner.page, own.server);
  await addOrganisation(partner.page, 'Proefdienst', 'public', 'schiphol');
  const link = await invite(partner.page, 'Tweede Proef', 'tweede@proef.example', 'proefdienst', 'contributor');

  // The server counted at its start: nothing was recorded, and that is what it says.
  own.server.knooppunt('monitor', 'count');
  const visitor = await openPage(own.browser, own.server.base);
  await visitor.page.goto(PAGE);
  await awake(visitor.page);
  assert.match(await schiphol(visitor.page).textContent(), /kwartaal \d{4}0exact.*Telling van dit portaal/);
  assert.match(await visitor.page.locator('.definition').textContent(), /Hoe geteld.*Eerste periode: \S+ kwartaal/s);

  await partner.page.click('.header-button');
  await comeIn(partner.page, link);
  const { page } = partner;
  await page.goto('/documenten/ken-je-chauffeur');
  await page.click('#toepassing .below-form > summary');
  await page.selectOption('#adoption-state', 'adopted');
  await page.fill('#adoption-day', '2024-06-29');
  await page.fill('#adoption-reason', 'Reden (proef)');
  await page.click('#toepassing .below-form button[type=submit]');
  await page.waitForURL('**?klaar=toepassing#toepassing');
  own.server.knooppunt('monitor', 'count');
  // The open page renews itself.
  await schiphol(visitor.page).filter({ hasText: /kwartaal \d{4}1exact/ }).waitFor();
  assert.match(await schiphol(visitor.page).textContent(), /voorlopig/);

  const blocked = await openPage(own.browser, own.server.base);
  await blocked.page.route('**/*.wasm', (route) => route.abort());
  await blocked.page.goto(`/en${PAGE}`);
  assert.match(await schiphol(blocked.page).textContent(), /quarter of \d{4}1exact.*provisional/);
  assert.match(await blocked.page.locator('.definition').textContent(), /How it is counted.*First period: \S+ quarter/s);
  found.push(...(await barriers(blocked.page)));
  // From the number to what it counts.
  await blocked.page.click('.definition a');
  await blocked.page.waitForURL('**/en/toepassing');
  assert.match(await blocked.page.locator('.adoption-matrix tbody').textContent(), /adopted/);
  assert.deepEqual(found, []);
  assert.deepEqual(visitor.troubles, []);
  for (const { close } of [partner, visitor, blocked]) await close();
});
