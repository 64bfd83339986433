// Searching, as a reader does it: with the keyboard, with scripts and without.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { awake, launch, openPage } from './browser.js';

const base = process.env.KNOOPPUNT_URL;
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test('searching is a plain form where there are no scripts', async () => {
  const { page, troubles, close } = await openPage(browser, base, { javaScriptEnabled: false });
  await page.goto('/');
  const field = page.locator('main input[name=q]').first();
  await field.fill('chauffeur');
  await field.press('Enter');
  await page.waitForURL(/\/zoeken\?.*q=chauffeur/);
  const hit = page.locator('main h3 a[href*="/documenten/"], main h2 a[href*="/documenten/"]').first();
  const title = (await hit.textContent()).trim();
  await hit.click();
  await page.waitForURL(/\/documenten\//);
  assert.equal((await page.locator('h1').textContent()).trim(), title);
  assert.deepEqual(troubles, []);
  await close();
});

test('the first stop of the Tab key skips to the content', async () => {
  const { page, close } = await openPage(browser, base);
  await page.goto('/zoeken?q=container');
  await awake(page);
  await page.keyboard.press('Tab');
  const href = await page.evaluate(() => document.activeElement.getAttribute('href'));
  assert.match(href ?? '', /^#/);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const inside = await page.evaluate((id) => document.querySelector(id).contains(document.activeElement), href);
  assert.ok(inside, 'focus moves into the content');
  await close();
});

test('every stop of the Tab key can be seen', async () => {
  const { page, close } = await openPage(browser, base);
  await page.goto('/zoeken?q=container');
  await awake(page);
  const unseen = [];
  for (let stop = 0; stop < 40; stop += 1) {
    await page.keyboard.press('Tab');
    const trouble = await page.evaluate(() => {
      const at = document.activeElement;
      if (at === document.body) return null;
      const { width, height } = at.getBoundingClientRect();
      const { outlineStyle, outlineWidth } = getComputedStyle(at);
      const marked = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
      return width > 0 && height > 0 && marked ? null : at.outerHTML.slice(0, 120);
    });
    if (trouble) unseen.push(trouble);
  }
  assert.deepEqual(unseen, []);
  await close();
});
