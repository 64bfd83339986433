// Handing in values, with WASM and with WASM blocked: a file with a fault is refused in words, one that is right is looked at,
// taken, and shown by the monitor.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { awake, barriers, launch, openPage } from './browser.js';
import { addOrganisation, becomeToo, comeIn, comeInFirst, invite } from './people.js';
import { serve } from './server.js';

let browser;
let server;
let admin;
before(async () => {
  browser = await launch();
  server = await serve();
  admin = await openPage(browser, server.base);
  await comeInFirst(admin.page, server);
  await becomeToo(admin.page, 'editor');
  await addOrganisation(admin.page, 'Rederij', 'private');
});
after(async () => {
  await browser.close();
  await server.stop();
});

const HEADER = 'indicator,hub,period,value,status,source,qualifier,note,known_on\n';

function file(rows) {
  return { name: 'cijfers 2026.csv', mimeType: 'text/csv', buffer: Buffer.from(HEADER + rows) };
}

for (const blocked of [false, true]) {
  test(`values are looked at and taken, ${blocked ? 'with WASM blocked' : 'with WASM'}`, async () => {
    const found = [];
    const own = await openPage(browser, server.base);
    const { page } = own;
    if (blocked) await page.route('**/*.wasm', (route) => route.abort());
    await comeIn(page, await invite(admin.page, 'Proef', `redactie-${blocked}@proef.example`, 'knooppunt', 'contributor'));
    const english = blocked ? '/en' : '';
    await page.goto(`${english}/monitor`);
    await page.click(`a[href="${english}/monitor/aanleveren"]`);
    await page.waitForURL(`**${english}/monitor/aanleveren`);
    if (!blocked) await awake(page);
    found.push(...(await barriers(page)));
    // The template of one of many indicators.
    await page.fill('#naam', 'seizures-count');
    await page.click('form:has(#naam) button');
    await page.waitForURL('**naam=seizures-count*');
    assert.equal(await page.locator('.deliver-template').count(), 1);

    const source = `Proefbron ${blocked}`;
    await page.setInputFiles('#file', file(`seizures-count,schiphol,maart,3,A,${source},exact,,\n`));
    await page.click('main .form button[type=submit]');
    await page.waitForSelector('[role=alert]');
    const faults = page.locator('section[aria-labelledby=problems] tbody');
    assert.match(await faults.textContent(), /2.*period.*maart/s);
    assert.match(await faults.textContent(), blocked ? /is not a period/ : /is geen periode/, 'in the language of the page');
    assert.equal(await faults.locator('[lang]').count(), 0);
    found.push(...(await barriers(page)));

    await page.setInputFiles('#file', file(`seizures-count,schiphol,2019,4321,A,${source},exact,,2020-01-05\n`));
    await page.click('main .form button[type=submit]');
    await page.waitForURL('**/monitor/aanleveren/*');
    assert.equal(await page.locator('h1').textContent(), 'cijfers 2026.csv');
    assert.match(await page.locator('section[aria-labelledby=new] tbody').textContent(), /4[.,]321/);
    found.push(...(await barriers(page)));
    const address = page.url();
    await page.click('.deliver-acts button >> nth=0');
    await page.waitForURL('**?klaar=1');
    found.push(...(await barriers(page)));

    const visitor = await openPage(browser, server.base);
    await visitor.page.goto(`${english}/monitor/seizures-count`);
    assert.match(await visitor.page.locator('main').textContent(), new RegExp(source));
    // Somebody else learns nothing of the file.
    assert.equal((await admin.page.goto(address)).status(), 404);
    assert.deepEqual(found, []);
    await visitor.close();
    await own.close();
  });
}
