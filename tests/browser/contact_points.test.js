// An admin makes a contact point for an organisation; it is found by hub, country and search, by who has no account and by a
// partner, who writes to it; an editor of the organisation answers. With WASM blocked, and without scripts.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { barriers, launch, openPage } from './browser.js';
import { addOrganisation, comeIn, comeInFirst, invite } from './people.js';
import { relay } from './relay.js';
import { serve } from './server.js';

let browser;
let server;
let mail;
before(async () => {
  browser = await launch();
  mail = await relay();
  server = await serve({ settings: mail.settings });
});
after(async () => {
  await browser.close();
  await server.stop();
  mail.stop();
});

test('a contact point is made, found, written to and answered', async () => {
  const admin = await openPage(browser, server.base);
  const { page } = admin;
  await page.route('**/*.wasm', (route) => route.abort());
  const found = [];
  await comeInFirst(page, server);
  await addOrganisation(page, 'Proefdouane', 'public', 'rotterdam');
  await addOrganisation(page, 'Proefrederij', 'private', 'rotterdam');
  const editing = await invite(page, 'Ed Proef', 'ed@proefdouane.example', 'proefdouane', 'editor');
  const reading = await invite(page, 'Kim Proef', 'kim@rederij.example', 'proefrederij', 'reader');

  await page.goto('/beheer/organisaties');
  await page.click('main a:has-text("Proefdouane")');
  await page.click('main a:has-text("Contactpunten bijhouden")');
  await page.waitForURL('**/beheer/organisaties/proefdouane/contactpunten');
  found.push(...(await barriers(page)));
  const fill = {
    name_nl: 'Liaisonpost Bogotá',
    name_en: 'Liaison post Bogotá',
    purpose_nl: 'Vragen over de kwikstaartmethode.',
    purpose_en: 'Questions about the wagtail method.',
    countries: 'Colombia, België',
    address: 'post@verborgen.example',
  };
  for (const [field, text] of Object.entries(fill)) await page.fill(`#${field}`, text);
  await page.selectOption('#kind', 'liaison-post');
  await page.check('input[name=hubs][value=rotterdam]');
  await page.check('input[name=langs][value=es]');
  await page.selectOption('#tlp', 'TLP:CLEAR');
  await page.click('main form.form button[type=submit]');
  await page.waitForSelector('[role=alert]');
  await page.click('[role=alert] a');
  assert.equal(await page.evaluate(() => document.activeElement.id || location.hash), 'service');
  assert.equal(await page.inputValue('#countries'), 'Colombia, België', 'what was typed stays');
  found.push(...(await barriers(page)));
  await page.fill('#service', 'Proefdouane');
  await page.click('main form.form button[type=submit]');
  await page.waitForURL('**klaar=1');
  await page.click('.network-row a');
  await page.waitForURL('**/contactpunten/*');
  found.push(...(await barriers(page)));
  assert.equal(await page.inputValue('#address'), '', 'the address is shown to nobody');

  // Whoever has no account finds it three ways.
  const nobody = await openPage(browser, server.base, { javaScriptEnabled: false });
  const shown = () => nobody.page.locator('main').textContent();
  await nobody.page.goto('/knooppunten/rotterdam');
  await nobody.page.click('[aria-labelledby=contact] a:has-text("Bogotá")');
  assert.match(await shown(), /kwikstaartmethode/);
  await nobody.page.goto('/en/netwerk');
  await nobody.page.selectOption('#land', { label: 'Belgium' });
  await nobody.page.selectOption('#contactpunt', 'liaison-post');
  await nobody.page.click('.network-form button');
  assert.match(nobody.page.url(), /contactpunt=liaison-post.*land=BE/);
  assert.equal(await nobody.page.locator('.network-row').count(), 1);
  await nobody.page.goto('/en/zoeken?q=wagtail');
  await nobody.page.click('.document-row a:has-text("Bogotá")');
  assert.match(await shown(), /Sign in to send a message/);
  const address = new URL(nobody.page.url()).pathname;
  assert.doesNotMatch(await nobody.page.content(), /verborgen\.example/);

  // A partner writes, and is led back to where they came from.
  await comeIn(nobody.page, reading);
  await nobody.page.goto(address);
  await nobody.page.fill('#text', 'Do you know somebody in Guayaquil?');
  await nobody.page.click('main form button[type=submit]');
  await nobody.page.waitForURL('**klaar=1');
  assert.match(await nobody.page.locator('p.came').textContent(), /sent/);
  const letter = await mail.mailTo('post@verborgen.example');
  assert.match(letter, /\/overzicht/);
  assert.doesNotMatch(letter, /Guayaquil|Kim/, 'what is written stays in the house');

  const editor = await openPage(browser, server.base);
  await editor.page.route('**/*.wasm', (route) => route.abort());
  await comeIn(editor.page, editing);
  await editor.page.goto('/overzicht');
  assert.match(await editor.page.locator('main').textContent(), /Liaisonpost Bogotá · Kim Proef, Proefrederij/);
  found.push(...(await barriers(editor.page)));
  await editor.page.fill('textarea[name=text]', 'Ja, schrijf ons gerust.');
  await editor.page.click('form:has(textarea) button[type=submit]');
  await editor.page.waitForURL('**klaar=1');
  await nobody.page.goto('/en/overzicht');
  const answer = await nobody.page.locator('main').textContent();
  assert.match(answer, /Liaisonpost Bogotá, Proefdouane/);
  assert.doesNotMatch(answer, /Ed Proef/);

  for (const path of [address, address.replace('/en', ''), '/netwerk', '/en/netwerk', '/knooppunten/rotterdam']) {
    await editor.page.goto(path);
    found.push(...(await barriers(editor.page)));
  }
  await editor.page.goto('/overzicht');
  await editor.page.click('main a:has-text("Contactpunten van uw organisatie")');
  await editor.page.click('.network-row a');
  await editor.page.click('.act button:has-text("Contactpunt weghalen")');
  await editor.page.waitForURL('**/contactpunten?klaar=1');
  assert.equal((await nobody.page.goto(address)).status(), 404);
  assert.deepEqual(found, []);
  for (const one of [admin, nobody, editor]) await one.close();
});
