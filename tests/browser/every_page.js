// What must hold on each page, in one language. Two test files call it, so that both languages run side by side.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { awake, launch, NARROW, openPage, overhang, violations, WIDE } from './browser.js';
import { addressIn, PAGES } from './pages.js';

const base = process.env.KNOOPPUNT_URL;

export function everyPage(lang) {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());

  for (const entry of PAGES) {
    const address = addressIn(entry, lang);
    describe(address, () => {
      test('reads without scripts', async () => {
        const { page, troubles, close } = await openPage(browser, base, { javaScriptEnabled: false, viewport: NARROW });
        await visit(page, address, entry, lang);
        assert.deepEqual(troubles, []);
        await close();
      });

      test('wakes, fits and has no barriers, narrow and wide, light and dark', async () => {
        const { page, troubles, close } = await openPage(browser, base, { viewport: NARROW, colorScheme: 'light' });
        await visit(page, address, entry, lang);
        await awake(page);
        const found = [];
        for (const viewport of [NARROW, WIDE]) {
          await page.setViewportSize(viewport);
          const over = await overhang(page);
          if (over > 0) found.push(`${viewport.width} px: ${over} px too wide`);
          for (const colorScheme of ['light', 'dark']) {
            await page.emulateMedia({ colorScheme });
            const lines = await violations(page);
            found.push(...lines.map((line) => `${viewport.width} px, ${colorScheme}: ${line}`));
          }
        }
        assert.deepEqual([...found, ...troubles], []);
        await close();
      });
    });
  }
}

async function visit(page, address, { status = 200 }, lang) {
  const answer = await page.goto(address, { waitUntil: 'load' });
  assert.equal(answer.status(), status);
  assert.equal(await page.locator('html').getAttribute('lang'), lang);
  assert.equal(await page.locator('h1').count(), 1, 'one h1');
  assert.notEqual((await page.title()).trim(), '', 'a title');
}
