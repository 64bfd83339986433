// What comes out of a printer.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, openPage } from './browser.js';
import { addressIn, PAGES } from './pages.js';

const base = process.env.KNOOPPUNT_URL;
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test('a document prints without the frame, in ink on white', async () => {
  const practice = PAGES.find(({ name }) => name === 'practice');
  const { page, close } = await openPage(browser, base, { colorScheme: 'dark' });
  await page.goto(addressIn(practice, 'nl'));
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('header nav').first().isVisible(), false, 'no navigation');
  assert.equal(await page.locator('h1').isVisible(), true);
  const [ink, paper] = await page.evaluate(() => [
    getComputedStyle(document.querySelector('h1')).color,
    getComputedStyle(document.documentElement).backgroundColor,
  ]);
  const brightness = ink.match(/\d+/g).reduce((sum, part) => sum + Number(part), 0);
  assert.ok(brightness < 200, `the title is dark, not ${ink}`);
  assert.equal(paper, 'rgb(255, 255, 255)');
  await close();
});
