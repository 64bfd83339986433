// Keeping the plan and reporting on it, with WASM and with WASM blocked: progress with evidence, money, a report written by one,
// sent back and published by another, and an indicator edited in the register.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { awake, barriers, launch, openPage } from './browser.js';
import { addOrganisation, comeIn, comeInFirst, invite } from './people.js';
import { serve } from './server.js';

let browser;
let server;
let admin;
before(async () => {
  browser = await launch();
  server = await serve();
  admin = await openPage(browser, server.base);
  await comeInFirst(admin.page, server);
  await addOrganisation(admin.page, 'Gemeente', 'public', 'rotterdam');
});
after(async () => {
  await browser.close();
  await server.stop();
});

async function somebody(email, organisation, role, blocked) {
  const own = await openPage(browser, server.base);
  if (blocked) await own.page.route('**/*.wasm', (route) => route.abort());
  await comeIn(own.page, await invite(admin.page, 'Proef', email, organisation, role));
  return own;
}

/** Opens a form that is folded; what looks for barriers may have opened it. */
function unfold(page, selector) {
  return page.locator(selector).first().evaluate((part) => (part.open = true));
}

for (const blocked of [false, true]) {
  test(`the plan is kept and reported on, ${blocked ? 'with WASM blocked' : 'with WASM'}`, async () => {
    const found = [];
    const mark = blocked ? 'b' : 'w';
    const author = await somebody(`een-${mark}@stuurgroep.example`, 'stuurgroep', 'steering', blocked);
    const second = await somebody(`twee-${mark}@gemeente.example`, 'gemeente', 'steering', blocked);
    const { page } = author;

    await page.goto('/maatregelen');
    await page.click('main a[href="/maatregelen/rotterdam-1"]');
    await page.waitForURL('**/maatregelen/rotterdam-1');
    if (!blocked) await awake(page);
    found.push(...(await barriers(page)));
    await unfold(page, 'details.record:has(#status-status)');
    await page.selectOption('#status-status', 'done');
    await page.fill('#day-status', '2024-06-01');
    await page.fill('#text-status', `Proef ${mark}: het hek staat.`);
    await page.click('details.record:has(#status-status) button');
    await page.waitForSelector('[role=alert]');
    assert.match(await page.locator('[role=alert]').textContent(), /waaruit het blijkt/);
    assert.match(await page.inputValue('#text-status'), /het hek staat/, 'what was typed stays, in its form');
    found.push(...(await barriers(page)));
    await page.fill('#evidence-status', 'https://example.org/hek');
    await page.click('details.record:has(#status-status) button');
    await page.waitForURL('**klaar=1');
    assert.match(await page.locator('.plan-entries').textContent(), /Stand: afgerond[\s\S]*het hek staat/);
    found.push(...(await barriers(page)));

    await page.goto('/maatregelen/geld');
    await unfold(page, 'details.record');
    await page.selectOption('#subject', 'money:rotterdam');
    await page.fill('#year', '2025');
    await page.selectOption('#booking', 'committed');
    await page.fill('#amount', '1500000,50');
    await page.fill('#day-book', '2025-02-01');
    await page.fill('#text-book', 'Proef: beschikking');
    await page.click('details.record[open] button');
    await page.waitForURL('**klaar=1');
    const booked = await page.locator('section[aria-labelledby=per-knooppunt] tr:has-text("Rotterdam")').first().textContent();
    // The walk with WASM blocked comes second: by then there are two bookings.
    assert.match(booked, blocked ? /16,5\smiljoen€\s3\smiljoen/ : /16,5\smiljoen€\s1,5\smiljoen/);
    found.push(...(await barriers(page)));

    await page.goto('/maatregelen/toezeggingen');
    found.push(...(await barriers(page)));

    await page.goto('/rapportages');
    found.push(...(await barriers(page)));
    await page.fill('#from', '2024-01-01');
    await page.fill('#to', '2024-12-31');
    await page.click('main .form button');
    await page.waitForURL('**/rapportages/2024*');
    const address = new URL(page.url()).pathname;
    assert.match(await page.locator('.report').textContent(), /het hek staat/);
    await unfold(page, 'details.record');
    await page.fill('#remark-planned', 'Een toelichting & <b>tekst</b>.');
    found.push(...(await barriers(page)));
    await page.click('details.record[open] button');
    await page.waitForURL('**klaar=1');
    await page.click('button:has-text("Dien in")');
    await page.waitForURL('**klaar=1');
    assert.match(await page.locator('.as-of').textContent(), /wacht op iemand/);

    await second.page.goto(address);
    found.push(...(await barriers(second.page)));
    await second.page.fill('#why', 'Noem het bedrag.');
    await second.page.click('button:has-text("Stuur terug")');
    await second.page.waitForURL('**klaar=1');
    await page.goto(address);
    assert.match(await page.locator('.came-wrong').textContent(), /Noem het bedrag/);
    await page.click('button:has-text("Dien in")');
    await page.waitForURL('**klaar=1');
    await second.page.goto(address);
    await second.page.click('button:has-text("Publiceer")');
    await second.page.waitForURL('**klaar=1');

    const visitor = await openPage(browser, server.base);
    for (const lang of ['', '/en']) {
      await visitor.page.goto(`${lang}${address}`);
      assert.match(await visitor.page.locator('.report').textContent(), /Een toelichting & <b>tekst<\/b>\./);
      found.push(...(await barriers(visitor.page)));
      const file = await visitor.page.request.get(await visitor.page.getAttribute('a[href$="rapport.pdf"]', 'href'));
      assert.equal(file.headers()['content-type'], 'application/pdf');
      assert.match((await file.body()).subarray(0, 5).toString(), /%PDF-/);
    }
    assert.equal((await visitor.page.goto('/rapportages/2024-h1')).status(), 404);

    await admin.page.goto('/beheer/indicatoren');
    found.push(...(await barriers(admin.page)));
    await admin.page.click('a[href="/beheer/indicatoren/seizures-count"]');
    await admin.page.waitForURL('**/beheer/indicatoren/seizures-count');
    await unfold(admin.page, 'details.record:has(#versions-from)');
    await admin.page.fill('#versions-from', '2024-01-01');
    await admin.page.fill('#text_nl', `Proef ${mark}: ook lege containers.`);
    await admin.page.fill('#text_en', `Trial ${mark}: empty containers too.`);
    await admin.page.check('input[name=breaks]');
    found.push(...(await barriers(admin.page)));
    await admin.page.click('details.record:has(#versions-from) button');
    await admin.page.waitForURL('**klaar=1');
    found.push(...(await barriers(admin.page)));
    await visitor.page.goto('/en/monitor/seizures-count');
    assert.match(await visitor.page.locator('main').textContent(), new RegExp(`Trial ${mark}: empty containers too`));

    assert.deepEqual(found, []);
    for (const own of [author, second, visitor]) await own.close();
  });
}
