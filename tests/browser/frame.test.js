// What surrounds a page and what stands in it, at the width of a telephone and at a desk; without scripts.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { NARROW, PHONE, WIDE, barriers, launch, openPage, overhang } from './browser.js';

const base = process.env.KNOOPPUNT_URL;
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test('on a telephone the pages of the portal come out from under a button, and at a desk they are there', async () => {
  const phone = await openPage(browser, base, { viewport: PHONE });
  await phone.page.goto('/congres');
  const header = await phone.page.locator('.header').boundingBox();
  assert.ok(header.height < 60, `one row, not ${header.height} px`);
  assert.equal(await phone.page.locator('.header-nav a').first().isVisible(), false);
  await phone.page.focus('.header-menu summary');
  await phone.page.keyboard.press('Enter');
  assert.equal(await phone.page.locator('.header-nav a:visible').count(), 9);
  assert.equal(await phone.page.locator('.header-nav a[aria-current=page]').textContent(), 'Congres');
  assert.deepEqual(await barriers(phone.page), []);
  await phone.page.setViewportSize(PHONE);
  await phone.page.click('.header-nav a:has-text("Netwerk")');
  await phone.page.waitForURL('**/netwerk');
  await phone.close();
  const narrow = await openPage(browser, base, { viewport: NARROW });
  for (const path of ['/', '/en/netwerk']) {
    await narrow.page.goto(path);
    assert.ok((await overhang(narrow.page)) <= 0, `${path} is too wide`);
  }
  await narrow.close();
  const desk = await openPage(browser, base, { viewport: WIDE });
  await desk.page.goto('/congres');
  assert.equal(await desk.page.locator('.header-nav a:visible').count(), 9);
  assert.equal(await desk.page.locator('.header-menu summary').isVisible(), false);
  await desk.close();
});

test('on a telephone filters are folded, with the number of those that are on', async () => {
  const phone = await openPage(browser, base, { viewport: PHONE, javaScriptEnabled: false });
  await phone.page.goto('/netwerk?lijn=enforcement&soort=public');
  assert.equal(await phone.page.locator('.folded-filters summary').textContent(), 'Filters (2)');
  assert.equal(await phone.page.locator('#soort').isVisible(), false);
  await phone.page.click('.folded-filters summary');
  assert.equal(await phone.page.inputValue('#soort'), 'public');
  await phone.page.selectOption('#soort', '');
  await phone.page.click('.network-form button');
  await phone.page.waitForURL('**lijn=enforcement');
  await phone.page.goto('/zoeken?q=container');
  assert.equal(await phone.page.locator('.search-apply').isVisible(), false);
  await phone.close();
  const desk = await openPage(browser, base, { viewport: WIDE, javaScriptEnabled: false });
  for (const [path, field] of [['/netwerk', '#soort'], ['/zoeken?q=container', '.search-apply']]) {
    await desk.page.goto(path);
    assert.equal(await desk.page.locator(field).isVisible(), true, path);
    assert.equal(await desk.page.locator('.folded-filters summary').isVisible(), false, path);
  }
  await desk.close();
});

test('on a telephone no column of the table below the map is out of sight', async () => {
  const { page, close } = await openPage(browser, base, { viewport: PHONE });
  await page.goto('/monitor/kaart');
  const hidden = await page.evaluate(() => {
    const cells = [...document.querySelectorAll('.value-table tbody td, .value-table tbody th')];
    return { cells: cells.length, out: cells.filter((cell) => cell.getBoundingClientRect().right > innerWidth).length };
  });
  assert.ok(hidden.cells > 8 && hidden.out === 0, JSON.stringify(hidden));
  assert.deepEqual(await barriers(page), []);
  await close();
});
