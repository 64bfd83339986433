// Coming in as the first admin, signing in and administering, with WASM blocked; and no barriers on those pages.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barriers, openPage } from './browser.js';
import { PASSWORD } from './people.js';
import { ownServer } from './server.js';

// A server of its own: the link of the first admin is there once.
const own = ownServer();

test('accounts work without WASM and have no barriers', async () => {
  const { page, close } = await openPage(own.browser, own.server.base);
  await page.route('**/*.wasm', (route) => route.abort());
  const found = [];
  const link = own.server.log().match(/http:\S+\/uitnodiging\?code=[0-9a-f]+/)[0];
  await page.goto(link);
  found.push(...(await barriers(page)));
  await page.fill('#name', 'Eerste Proef');
  await page.fill('#email', 'eerste@proef.example');
  await page.fill('#password', 'kort');
  await page.press('#password', 'Enter');
  await page.waitForSelector('[role=alert]');
  assert.equal(await page.inputValue('#email'), 'eerste@proef.example', 'what was filled in stays');
  found.push(...(await barriers(page)));
  await page.fill('#password', PASSWORD);
  await page.press('#password', 'Enter');
  await page.waitForURL('**/account');
  assert.equal((await page.locator('h1').textContent()).trim(), 'Eerste Proef');
  found.push(...(await barriers(page)));

  for (const lang of ['', '/en']) {
    for (const path of ['/beheer', '/beheer/personen', '/beheer/organisaties', '/beheer/organisaties/knooppunt', '/beheer/groepen', '/beheer/inzage']) {
      const answer = await page.goto(lang + path);
      assert.equal(answer.status(), 200);
      assert.equal(await page.locator('h1').count(), 1);
      found.push(...(await barriers(page)));
    }
  }

  await page.goto('/beheer/groepen');
  await page.fill('#name', 'Fruit');
  await page.fill('#purpose', 'Ladingen fruit (proef)');
  await page.fill('#basis', 'Convenant (proef)');
  await page.selectOption('#owner', 'knooppunt');
  await page.fill('#ends', '2999-12-31');
  await page.click('main .form button[type=submit]');
  await page.waitForURL('**/beheer/groepen?klaar=1');
  await page.click('text=Fruit');
  await page.waitForURL('**/beheer/groepen/fruit');
  await page.fill('#q', 'eerste');
  await page.press('#q', 'Enter');
  await page.waitForURL('**/beheer/groepen/fruit?q=eerste#members');
  found.push(...(await barriers(page)));
  await page.click('section:has(#members) button:has-text("Lid toevoegen")');
  await page.waitForURL('**/beheer/groepen/fruit?klaar=1');
  assert.match(await page.locator('#main').textContent(), /Eerste Proef \(eerste@proef\.example\)/);
  await page.goto('/beheer/inzage');
  await page.fill('#wie', 'niemand');
  await page.press('#wie', 'Enter');
  assert.match(await page.locator('[role=status]').last().textContent(), /Niets gevonden/);
  found.push(...(await barriers(page)));

  await page.goto('/beheer/personen');
  await page.fill('#name', 'Tweede Proef');
  await page.fill('#email', 'tweede@proef.example');
  await page.selectOption('#organisation', 'knooppunt');
  await page.check('input[name=role][value=reader]');
  await page.click('form:has(input[name=role]) button[type=submit]');
  await page.waitForSelector('.secret');
  found.push(...(await barriers(page)));
  await page.click('.secrets a');
  assert.match(await page.locator('.lead').textContent(), /tweede@proef\.example/);
  await page.goto('/beheer/personen');
  await page.click('text=Tweede Proef');
  found.push(...(await barriers(page)));

  await page.click('.header-button');
  await page.waitForURL(`${own.server.base}/`);
  await page.click('.header-link');
  await page.waitForURL('**/aanmelden**');
  found.push(...(await barriers(page)));
  await page.fill('#email', 'eerste@proef.example');
  await page.fill('#password', PASSWORD);
  await page.press('#password', 'Enter');
  await page.waitForURL(`${own.server.base}/`);
  assert.match(await page.locator('.header-who').textContent(), /Eerste Proef/);
  assert.deepEqual(found, []);
  await close();
});
