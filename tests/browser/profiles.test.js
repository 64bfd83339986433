// Somebody shows a profile without a name; a colleague of another organisation finds it and writes; the answer names nobody.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barriers, openPage } from './browser.js';
import { addOrganisation, comeIn, comeInFirst, invite } from './people.js';
import { ownServer } from './server.js';

const own = ownServer();

test('a profile is shown, found and written to, without WASM and without scripts', async () => {
  const first = await openPage(own.browser, own.server.base);
  const { page } = first;
  await page.route('**/*.wasm', (route) => route.abort());
  const found = [];
  await comeInFirst(page, own.server);
  await addOrganisation(page, 'Proefrederij', 'private', 'rotterdam');
  const invitation = await invite(page, 'Kim Proef', 'kim@rederij.example', 'proefrederij', 'reader');

  await page.goto('/account');
  await page.click('main a:has-text("Een eigen profiel tonen")');
  await page.waitForURL('**/account/profiel');
  found.push(...(await barriers(page)));
  await page.fill('#post', 'Liaison in Bogotá');
  await page.fill('#expertise', 'De kwikstaartmethode.');
  await page.check('input[name=langs][value=es]');
  await page.check('input[name=hubs][value=rotterdam]');
  await page.fill('#countries', 'Colombia, Ecuador');
  await page.selectOption('#tlp', 'TLP:GREEN');
  await page.click('main form.form button[type=submit]');
  await page.waitForURL('**klaar=1');
  assert.equal(await page.inputValue('#countries'), 'Colombia, Ecuador');
  found.push(...(await barriers(page)));

  const other = await openPage(own.browser, own.server.base, { javaScriptEnabled: false });
  await other.page.goto('/netwerk');
  assert.equal(await other.page.locator('#mensen').count(), 0);
  await comeIn(other.page, invitation);
  await other.page.goto('/netwerk');
  await other.page.selectOption('#land', 'Ecuador');
  await other.page.click('.network-form button');
  await other.page.click('.network-row a:has-text("Liaison in Bogotá")');
  assert.doesNotMatch(await other.page.locator('main').textContent(), /Eerste Proef/);
  await other.page.fill('#text', 'Kent u iemand in Guayaquil?');
  await other.page.click('main form button[type=submit]');
  await other.page.waitForURL('**klaar=1');
  assert.match(await other.page.locator('p.came').textContent(), /verstuurd/);
  const profile = other.page.url();

  await page.goto('/overzicht');
  assert.match(await page.locator('main').textContent(), /Kim Proef, Proefrederij/);
  found.push(...(await barriers(page)));
  await page.fill('textarea[name=text]', 'Ja, ik breng u in contact.');
  await page.click('form:has(textarea) button[type=submit]');
  await page.waitForURL('**klaar=1');
  await other.page.goto('/overzicht');
  const answer = await other.page.locator('main').textContent();
  assert.match(answer, /Liaison in Bogotá/);
  assert.doesNotMatch(answer, /Eerste Proef/);
  await other.close();

  for (const address of [profile, '/netwerk', '/en/netwerk']) {
    await page.goto(address);
    found.push(...(await barriers(page)));
  }
  await page.goto('/account/profiel');
  await page.click('.act button:has-text("Profiel weghalen")');
  await page.waitForURL('**klaar=1');
  assert.equal((await page.goto(profile)).status(), 404);
  assert.deepEqual(found, []);
  await first.close();
});
