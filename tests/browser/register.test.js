// Looking after the register of indicators, with WASM and with WASM blocked: which places it lists, and the rule for small numbers that
// takes two persons to loosen.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { awake, barriers, openPage } from './browser.js';
import { comeIn, comeInFirst, invite } from './people.js';
import { ownServer } from './server.js';

const own = ownServer();

/** The form of an act, unfolded. */
async function form(page, act) {
  const form = page.locator(`details.record:has(input[name=actie][value=${act}])`);
  await form.evaluate((part) => (part.open = true));
  return form;
}

async function save(page, form) {
  await form.locator('button[type=submit]').click();
  await page.waitForURL('**klaar=1');
}

let admin;
for (const blocked of [false, true]) {
  test(`the register is looked after, ${blocked ? 'with WASM blocked' : 'with WASM'}`, async () => {
    const found = [];
    if (!admin) {
      admin = await openPage(own.browser, own.server.base);
      await comeInFirst(admin.page, own.server);
    }
    const second = await openPage(own.browser, own.server.base);
    if (blocked) await second.page.route('**/*.wasm', (route) => route.abort());
    const email = `tweede-${blocked ? 'b' : 'w'}@knooppunt.example`;
    await comeIn(second.page, await invite(admin.page, 'Tweede', email, 'knooppunt', 'admin'));
    const visitor = await openPage(own.browser, own.server.base);
    if (blocked) await visitor.page.route('**/*.wasm', (route) => route.abort());
    const seen = async (address) => {
      await visitor.page.goto(address);
      // A page that listens for news is never without connections: with WASM the walk over every page looks at these.
      if (blocked) found.push(...(await barriers(visitor.page)));
      else await awake(visitor.page);
      return visitor.page.locator('main').textContent();
    };

    // Which places: one that nobody knows comes back with what was typed; a hub that says nothing is then a gap.
    const places = '/beheer/indicatoren/seizure-cocaine-air-cargo-kg';
    await second.page.goto(places);
    let fields = await form(second.page, 'hubs');
    await fields.locator('input[value=schiphol]').check();
    await fields.locator('input[value=bloemenveilingen]').check();
    await fields.locator('#hubs-places').fill('nergens');
    await fields.locator('button[type=submit]').click();
    await second.page.waitForSelector('.came-wrong');
    assert.match(await second.page.locator('.came-wrong').textContent(), /nergens/);
    fields = await form(second.page, 'hubs');
    assert.equal(await fields.locator('#hubs-places').inputValue(), 'nergens');
    assert.equal(await fields.locator('input[value=bloemenveilingen]').isChecked(), true);
    found.push(...(await barriers(second.page)));
    await fields.locator('#hubs-places').fill('');
    await save(second.page, fields);
    assert.match(await seen('/monitor/seizure-cocaine-air-cargo-kg'), /Van Bloemenveilingen is nog geen waarde te zien/);
    assert.match(await seen('/en/monitor?knooppunt=bloemenveilingen'), /no value to see yet/);
    await second.page.goto(places);
    await second.page.click('form:has(input[name=field][value=hubs]) button');
    await second.page.waitForURL('**klaar=1');

    // The rule: stricter at once, looser with two.
    const rule = '/beheer/indicatoren/documents-public-count';
    await second.page.goto(rule);
    fields = await form(second.page, 'small-numbers');
    await fields.locator('#small-numbers-threshold').fill(blocked ? '10000' : '9000');
    await fields.locator('#small-numbers-reason').fill('Proef met een hoge drempel.');
    found.push(...(await barriers(second.page)));
    await save(second.page, fields);
    assert.match(await seen('/monitor/documents-public-count'), /niet getoond: te klein aantal/);
    fields = await form(second.page, 'small-numbers');
    await fields.locator('#small-numbers-threshold').fill('1');
    await fields.locator('#small-numbers-reason').fill('De proef is voorbij.');
    await save(second.page, fields);
    assert.match(await second.page.locator('main').textContent(), /Wacht op een tweede persoon/);
    assert.equal(await second.page.locator('button:has-text("Stem in")').count(), 0);
    found.push(...(await barriers(second.page)));
    assert.match(await seen('/monitor/documents-public-count'), /niet getoond: te klein aantal/);
    await admin.page.goto(rule);
    found.push(...(await barriers(admin.page)));
    await admin.page.click('button:has-text("Stem in")');
    await admin.page.waitForURL('**klaar=1');
    assert.doesNotMatch(await seen('/monitor/documents-public-count'), /niet getoond: te klein aantal/);

    // What changed at a hub, how sure that is, and what was done about it.
    const text = await seen('/monitor?knooppunt=schiphol');
    assert.match(text, /Wat er veranderde: Luchthaven Schiphol/);
    assert.match(text, /Cocaïne in luchtvracht\. Luchthaven Schiphol: gedaald van ongeveer 1\.700.kg in 2024 naar ongeveer 590.kg in 2025\. \(bij benadering: Douane/);
    await visitor.page.click('a:has-text("maatregelen bij Luchthaven Schiphol")');
    await visitor.page.waitForURL('**/maatregelen?knooppunt=schiphol');
    assert.match(await seen('/en/monitor?knooppunt=schiphol'), /What changed: .*Schiphol/);

    assert.deepEqual(found, []);
    await second.close();
    await visitor.close();
  });
}
