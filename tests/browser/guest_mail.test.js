// A guest registers for a congress where mail is sent: the place is held until the link in the mail is opened, which confirms
// it, leads back to it, and brings the calendar file. Without WASM at a desk, and without scripts on a telephone.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PHONE, barriers, launch, openPage } from './browser.js';
import { becomeToo, comeInFirst } from './people.js';
import { relay } from './relay.js';
import { serve } from './server.js';

const TERMS = '/beheer/congressen/2027/aanmeldingen';
let browser;
let server;
let mail;
let organiser;
before(async () => {
  browser = await launch();
  mail = await relay();
  server = await serve({ settings: mail.settings });
  organiser = await openPage(browser, server.base);
  const { page } = organiser;
  await comeInFirst(page, server);
  await becomeToo(page, 'organiser');
  // A congress that is still to come, with one session, published.
  await page.goto('/beheer/congressen');
  await page.fill('#title', 'Proefcongres 2027 (verzonnen)');
  await page.fill('#first', '2027-11-04');
  await page.fill('#last', '2027-11-04');
  await page.fill('#place', 'Proefstad');
  await page.click('main .form button[type=submit]');
  await page.waitForURL('**/beheer/congressen/2027?klaar=1');
  await page.goto('/beheer/congressen/2027/opzet');
  await page.fill('#room-0-name', 'Grote zaal');
  await page.click('.organise-setup button[type=submit]');
  await page.waitForURL('**?klaar=1');
  await page.goto('/beheer/congressen/2027/sessies/nieuw');
  await page.selectOption('#day', '1');
  await page.fill('#start', '09:00');
  await page.fill('#minutes', '30');
  await page.selectOption('#room', 'Grote zaal');
  await page.fill('#title', 'Zegels tellen (verzonnen)');
  await page.press('#title', 'Enter');
  await page.waitForURL('**klaar=1');
  await page.goto('/beheer/congressen/2027/publiceren');
  await page.fill('#version_name', 'eerste');
  await page.click('main .form button[type=submit]');
  await page.waitForURL('**?klaar=1');
  await page.goto(TERMS);
  for (const box of ['open', 'guests']) await page.check(`input[name=${box}]`);
  await page.fill('#places', '2');
  await page.click('.organise-terms button');
  await page.waitForURL('**?klaar=1');
});
after(async () => {
  await browser.close();
  await server.stop();
  mail.stop();
});

const SAID = {
  '': {
    way: '/congres/2027/aanmelden',
    check: /Kijk nu in uw mail en open de link binnen twee uur/,
    confirm: /Open deze link vóór .*: dan is uw inschrijving bevestigd/s,
    confirmed: /Uw adres is bevestigd/,
    left: /afgezegd en gewist/,
  },
  '/en': {
    way: '/en/congres/2027/aanmelden',
    check: /within two hours/,
    confirm: /Open this link before /,
    confirmed: /Your address is confirmed/,
    left: /cancelled/,
  },
};

for (const [english, said] of Object.entries(SAID)) {
  const options = english ? { javaScriptEnabled: false, viewport: PHONE } : {};
  test(`a guest opens the link in the mail, ${english ? 'in English on a telephone without scripts' : 'in Dutch'}`, async () => {
    const found = [];
    const guest = await openPage(browser, server.base, options);
    const { page } = guest;
    if (!english) await page.route('**/*.wasm', (route) => route.abort());
    const look = async () => english || found.push(...(await barriers(page)));
    const email = `ada${english.slice(1)}@elders.example`;
    await page.goto(said.way);
    await look();
    await page.fill('#name', 'Ada Proef');
    await page.fill('#organisation', 'Elders');
    await page.fill('#email', email);
    await page.click('main .form button[type=submit]');
    await page.waitForURL('**klaar=mail');
    assert.match(await page.locator('main').textContent(), said.check);
    assert.equal(await page.locator('.registered').count(), 0, 'nothing is shown that an address would prove');
    await look();

    // For the organiser the place is taken, and until when.
    await organiser.page.goto(TERMS);
    const row = organiser.page.locator(`tr:has-text("${email}")`);
    assert.match(await row.textContent(), /adres niet bevestigd/);
    assert.match(await row.textContent(), /vervalt/);
    assert.match(await organiser.page.locator('#aangemeld').textContent(), /\(1\)/);

    const letter = await mail.mailTo(email);
    assert.match(letter, said.confirm);
    const link = letter.match(/http:\S+\/aanmelden\?code=\S+/)[0];
    assert.ok(link.startsWith(`${server.base}${said.way}?code=`), link);
    await page.goto(link);
    assert.match(await page.locator('.registered').textContent(), english ? /place/ : /hebt een plaats/);
    assert.match(await page.locator('main').textContent(), said.confirmed);
    await look();
    await organiser.page.goto(TERMS);
    assert.doesNotMatch(await row.textContent(), /niet bevestigd|vervalt/);

    // The calendar file of the page and the one that the mail names are the same, and have the session.
    const href = await page.getAttribute('main a[href$=".ics"]', 'href');
    const calendar = await (await fetch(new URL(href, server.base))).text();
    assert.match(calendar, /^BEGIN:VCALENDAR\r\n/);
    assert.match(calendar, /SUMMARY:Zegels tellen \(verzonnen\)/);
    const mailed = letter.match(/http:\S+\.ics\S*/)[0];
    assert.equal(await (await fetch(mailed)).text(), calendar);

    // What is cancelled is erased at once, and its link leads nowhere.
    await page.click('form:has(input[value=leave]) button');
    await page.waitForURL('**klaar=weg');
    assert.match(await page.locator('main').textContent(), said.left);
    assert.equal((await page.goto(link)).status(), 404);
    await organiser.page.goto(TERMS);
    assert.equal(await row.count(), 0);
    assert.deepEqual(found, []);
    await guest.close();
  });
}
