// The walk of a write-up, with WASM and with WASM blocked: a private partner writes, a reviewer of another organisation sends
// it back, the author mends it, the reviewer publishes, and a third organisation cannot learn that it exists.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { awake, barriers, launch, openPage } from './browser.js';
import { addOrganisation, comeIn, comeInFirst, invite } from './people.js';
import { serve } from './server.js';

const PRINTED = fileURLToPath(new URL('../fixtures/attachments/printed.pdf', import.meta.url));

let browser;
let server;
let admin;
// A server of its own: the link of the first admin is there once.
before(async () => {
  browser = await launch();
  server = await serve();
  admin = await openPage(browser, server.base);
  await comeInFirst(admin.page, server);
  for (const name of ['Rederij', 'Terminal', 'Elders']) await addOrganisation(admin.page, name, 'private');
});
after(async () => {
  await browser.close();
  await server.stop();
});

/** Somebody with an account, signed in on a browser of their own. */
async function somebody(email, organisation, role, blocked) {
  const link = await invite(admin.page, `Proef ${email}`, email, organisation, role);
  const own = await openPage(browser, server.base);
  if (blocked) await own.page.route('**/*.wasm', (route) => route.abort());
  await comeIn(own.page, link);
  return own;
}

for (const blocked of [false, true]) {
  test(`a write-up comes to its readers and to nobody else, ${blocked ? 'with WASM blocked' : 'with WASM'}`, async () => {
    const mark = blocked ? 'b' : 'w';
    const word = `kwikstaartwoord${mark}`;
    const found = [];
    const author = await somebody(`schrijver-${mark}@rederij.example`, 'rederij', 'contributor', blocked);
    const reviewer = await somebody(`redacteur-${mark}@terminal.example`, 'terminal', 'editor', blocked);
    const third = await somebody(`lezer-${mark}@elders.example`, 'elders', 'editor', blocked);

    const { page } = author;
    await page.goto('/bijdragen');
    found.push(...(await barriers(page)));
    if (!blocked) await awake(page);
    await page.click('.contribute-kinds a[href*=practice]');
    await page.fill('#title', 'Zegels tellen');
    await page.fill('#summary', 'Samen tellen bij de poort.');
    await page.fill('#problem', 'Verbroken zegels vielen niet op.');
    await page.fill('#body', `## Zo werkt het\n\nEen ${word} & <script>alert(1)</script>. Bel 06-12345678.`);
    await page.check('input[name=tlp][value="TLP:AMBER"]');
    await page.selectOption('select[name=audience_organisation] >> nth=0', 'rederij');
    found.push(...(await barriers(page)));
    await page.click('button[value=indienen]');
    await page.waitForURL('**/indienen');
    found.push(...(await barriers(page)));
    const draft = new URL(page.url()).pathname.replace('/indienen', '');
    await page.goto(draft);
    await page.click('#bestanden ~ * a, section[aria-labelledby=bestanden] a');
    await page.waitForURL('**/bijlagen');
    found.push(...(await barriers(page)));
    await page.setInputFiles('#files', PRINTED);
    await page.click('main .form button[type=submit]');
    await page.waitForURL('**/bijlagen?klaar=1');
    assert.match(await page.locator('.attachments').textContent(), /printed\.pdf/);
    // A corrected file takes its place, and nobody has seen what it was.
    await page.click('.attachment-replace summary');
    found.push(...(await barriers(page)));
    const corrected = { name: 'verbeterd.txt', mimeType: 'text/plain', buffer: Buffer.from('De verbeterde tekst.') };
    await page.setInputFiles('.attachment-replace input[type=file]', corrected);
    await page.click('.attachment-replace button[type=submit]');
    await page.waitForFunction(() => /verbeterd\.txt/.test(document.querySelector('.attachments').textContent));
    assert.doesNotMatch(await page.locator('.attachments').textContent(), /printed/);
    await page.goto(`${draft}/indienen`);
    // The walk with WASM blocked comes second: by then the organisation has two people.
    assert.match(await page.locator('.reach').textContent(), blocked ? /2 personen met een account/ : /Alleen u/);
    assert.match(await page.locator('.reach-unused').textContent(), /Rederij/);
    assert.equal(await page.locator('.finding mark').textContent(), '06-12345678');
    await page.selectOption('#asked', 'organisation:terminal');
    await page.click('button[value=submit]');
    // Not yet: neither the audience nor the telephone number is accounted for.
    await page.waitForSelector('[role=alert]');
    assert.equal(await page.inputValue('#asked'), 'organisation:terminal', 'what was chosen stays');
    await page.fill('.finding input', 'Het nummer van de meldkamer (proef).');
    await page.check('input[name=sure]');
    await page.click('button[value=submit]');
    await page.waitForURL(`**${draft}?klaar=1`);
    assert.match(await page.locator('.draft-state').textContent(), /Ingediend/);

    assert.equal((await third.page.goto(`${draft}/beoordelen`)).status(), 404);
    await reviewer.page.goto('/bijdragen');
    await reviewer.page.click('#wacht ~ * a, section[aria-labelledby=wacht] a');
    await reviewer.page.waitForURL(`**${draft}/beoordelen`);
    found.push(...(await barriers(reviewer.page)));
    const plan = await reviewer.page.locator('.attachments a[download]').first().getAttribute('href');
    const asked = (somebody) => somebody.page.evaluate(async (href) => (await fetch(href)).status, plan);
    assert.deepEqual([await asked(reviewer), await asked(third)], [200, 404]);
    const seen = await reviewer.page.locator('main').textContent();
    assert.match(seen, new RegExp(word));
    assert.match(seen, /Het nummer van de meldkamer/);
    assert.doesNotMatch(seen, /schrijver-/, 'no names of persons');
    await reviewer.page.fill('#remarks', 'Noem de plaats.');
    await reviewer.page.click('button[value=send-back]');
    await reviewer.page.waitForURL('**/bijdragen?klaar=1');

    await page.goto(draft);
    assert.match(await page.locator('.draft-said').first().textContent(), /Noem de plaats/);
    assert.match(await page.inputValue('#body'), /<script>alert\(1\)<\/script>/, 'the text is as it was typed');
    await page.fill('#problem', 'Verbroken zegels vielen bij de poort niet op.');
    await page.click('button[value=voorbeeld]');
    await page.waitForURL('**/voorbeeld');
    found.push(...(await barriers(page)));
    assert.match(await page.locator('.document-text').textContent(), /bij de poort niet op/);
    await page.goto(`${draft}/indienen`);
    await page.check('input[name=sure]');
    await page.click('button[value=submit]');
    await page.waitForURL(`**${draft}?klaar=1`);

    await reviewer.page.goto(`${draft}/beoordelen`);
    await reviewer.page.click('button[value=publish]');
    await reviewer.page.waitForURL('**/bijdragen?klaar=1');

    await page.goto(`/zoeken?q=${word}`);
    await page.click('.document-row-title a');
    await page.waitForURL('**/documenten/zegels-tellen-*');
    const address = new URL(page.url()).pathname;
    assert.match(await page.locator('.document-text').textContent(), new RegExp(word));
    assert.equal(await page.locator(`.attachments a[href="${plan}"]`).count(), 1, 'the file hangs on the document');
    for (const path of [address, `${address}/versies`, `${address}/versies/1`, draft]) {
      assert.equal((await third.page.goto(path)).status(), 404, path);
    }
    await third.page.goto(`/zoeken?q=${word}`);
    assert.equal(await third.page.locator('.document-row').count(), 0);

    // A second revision, and what changed.
    await page.click('button:has-text("Herzien")');
    await page.waitForURL('**/bijdragen/*');
    const second = new URL(page.url()).pathname;
    await page.fill('#problem', 'Verbroken zegels vielen aan de kade niet op.');
    await page.click('button[value=indienen]');
    await page.waitForURL('**/indienen');
    await page.fill('#note', 'De plaats verbeterd.');
    await page.selectOption('#asked', 'organisation:terminal');
    await page.click('button[value=submit]');
    await page.waitForURL('**?klaar=1');
    await reviewer.page.goto(`${second}/beoordelen`);
    found.push(...(await barriers(reviewer.page)));
    assert.match(await reviewer.page.locator('.compared').textContent(), /kade/);
    await reviewer.page.click('button[value=publish]');
    await reviewer.page.waitForURL('**/bijdragen?klaar=1');
    await page.goto(`${address}/versies`);
    found.push(...(await barriers(page)));
    assert.match(await page.locator('.revision-row').first().textContent(), /De plaats verbeterd/);
    await page.goto(`${address}/versies/2?met=1&naast=1`);
    assert.match(await page.locator('.compared-columns ins').first().textContent(), /kade|aan/);
    found.push(...(await barriers(page)));

    await page.goto(`${address}/intrekken`);
    found.push(...(await barriers(page)));
    await page.fill('#reason', 'Klopt niet meer (proef).');
    await page.click('main button[type=submit]');
    await page.waitForURL(`**${address}`);
    assert.match(await page.locator('main').textContent(), /ingetrokken/);
    found.push(...(await barriers(page)));

    assert.deepEqual(found, []);
    for (const one of [author, reviewer, third]) await one.close();
  });
}

test('what one may contribute is there for everybody, without scripts', async () => {
  const { page, troubles, close } = await openPage(browser, server.base, { javaScriptEnabled: false });
  for (const address of ['/bijdragen', '/en/bijdragen']) {
    assert.equal((await page.goto(address)).status(), 200);
    assert.equal(await page.locator('.contribute-kinds > li').count(), 7);
  }
  assert.deepEqual(troubles, []);
  await close();
});
