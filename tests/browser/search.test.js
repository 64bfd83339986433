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

test('what no text says is answered in parts, and every text says of when it is', async () => {
  const { page, troubles, close } = await openPage(browser, base, { javaScriptEnabled: false });
  await page.goto('/zoeken?q=koelcontainermotor');
  assert.match(await page.locator('.notices').textContent(), /Geen tekst heeft deze woorden/);
  assert.ok((await page.locator('.document-row').count()) > 0);
  await page.goto('/zoeken?q=veilingklanten&soort=practice');
  assert.equal(await page.locator('.notices').count(), 0);
  const rows = await page.locator('.document-row').count();
  assert.ok(rows > 0);
  assert.equal(await page.locator('.document-row time').count(), rows);
  await page.goto('/zoeken?q=intruder');
  const indicator = page.locator('.document-row h3 a[href*="/monitor/"]').first();
  assert.equal(await indicator.getAttribute('lang'), null, 'an indicator speaks the language of the page');
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

test('results follow the typing, and the back button goes back to them', async () => {
  const { page, troubles, close } = await openPage(browser, base);
  await page.goto('/zoeken');
  await awake(page);
  const hits = page.locator('main h3 a[href*="/documenten/"]');
  const field = page.locator('main input[name=q]');
  await field.click();
  await field.pressSequentially('chauffeur', { delay: 30 });
  await page.waitForURL(/\/zoeken\?.*q=chauffeur/);
  await page.getByRole('heading', { name: /chauffeur/ }).first().waitFor();
  assert.equal(await field.evaluate((node) => node === document.activeElement), true, 'the field keeps the focus');

  await page.locator('main input[type=checkbox][name=soort][value=practice]').check();
  await page.waitForURL(/soort=practice/);
  await page.waitForFunction(() =>
    [...document.querySelectorAll('main .document-row-kind')].every((kind) => kind.textContent.trim() === 'Werkwijze'),
  );
  const title = (await hits.first().textContent()).trim();
  await hits.first().click();
  await page.waitForURL(/\/documenten\//);
  assert.equal((await page.locator('h1').textContent()).trim(), title);

  await page.goBack();
  await page.waitForURL(/q=chauffeur.*soort=practice|soort=practice.*q=chauffeur/);
  assert.equal(await field.inputValue(), 'chauffeur');
  assert.equal(await page.locator('main input[type=checkbox][name=soort][value=practice]').isChecked(), true);
  assert.deepEqual(troubles, []);
  await close();
});

test('a suggestion is chosen with the keyboard', async () => {
  const { page, troubles, close } = await openPage(browser, base);
  await page.goto('/');
  await awake(page);
  const field = page.locator('main input[name=q]');
  await field.click();
  await field.pressSequentially('pinc', { delay: 30 });
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/zoeken\?.*q=pinc\w+|\/documenten\//);
  assert.deepEqual(troubles, []);
  await close();
});

test('searching and filtering work where WASM is blocked', async () => {
  const { page, close } = await openPage(browser, base);
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto('/zoeken?q=chauffeur');
  await page.locator('main input[type=checkbox][name=soort][value=practice]').check();
  await page.getByRole('button', { name: 'Pas filters toe' }).click();
  await page.waitForURL(/soort=practice/);
  const kinds = await page.locator('main .document-row-kind').allTextContents();
  assert.ok(kinds.length > 0 && kinds.every((kind) => kind.trim() === 'Werkwijze'), kinds.join());
  await close();
});
