// What somebody writes is saved by itself, survives a lost connection and a closed browser, and is never written over.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barriers, launch, openPage } from './browser.js';
import { becomeToo, comeInFirst } from './people.js';
import { serve } from './server.js';

test('what is written is kept', async () => {
  const server = await serve();
  const browser = await launch();
  try {
    const { page } = await openPage(browser, server.base);
    await page.route('**/*.wasm', (route) => route.abort());
    await comeInFirst(page, server);
    await becomeToo(page, 'contributor');

    // A new draft that is not saved stays on the device.
    await page.goto('/bijdragen/nieuw?soort=practice');
    await page.fill('#title', 'Zegels tellen');
    await page.waitForSelector('#draft-told:has-text("op dit apparaat")');
    await page.reload();
    assert.equal(await page.inputValue('#title'), '');
    assert.deepEqual(await barriers(page), []);
    await page.click('#draft-offer button >> nth=0');
    assert.equal(await page.inputValue('#title'), 'Zegels tellen');
    await page.check('input[name=tlp][value="TLP:GREEN"]');
    await page.click('.sheet-buttons button >> nth=0');
    await page.waitForURL('**klaar=1');
    const draft = new URL(page.url()).pathname;
    assert.equal(await page.evaluate(() => localStorage.length), 0, 'it is saved now');

    // From then on it is saved by itself.
    await page.goto(draft);
    await page.fill('#body', '## Zo werkt het\n\nEen kwikstaart <img src=x onerror=alert(1)>.');
    await page.waitForSelector('#draft-told:has-text("Vanzelf opgeslagen")');
    await page.click('#draft-shown summary');
    await page.waitForSelector('#draft-shown h2, #draft-shown .flaws');
    await page.reload();
    assert.match(await page.inputValue('#body'), /kwikstaart/);
    assert.equal(await page.isVisible('#draft-offer'), false);

    // Without a connection it stays on the device, also when the browser is closed on it.
    await page.context().setOffline(true);
    await page.fill('#problem', 'Verbroken zegels vielen niet op.');
    await page.waitForSelector('#draft-told:has-text("op dit apparaat")', { timeout: 15_000 });
    const again = await page.context().newPage();
    await page.close();
    await again.context().setOffline(false);
    await again.goto(draft);
    assert.equal(await again.inputValue('#problem'), '');
    await again.click('#draft-offer button >> nth=0');
    assert.equal(await again.inputValue('#problem'), 'Verbroken zegels vielen niet op.');
    assert.equal(await again.isChecked('input[name=tlp][value="TLP:GREEN"]'), true);
    await again.waitForSelector('#draft-told:has-text("Vanzelf opgeslagen")');

    // Two at once: the second is told, and its text is on its device.
    const other = await again.context().newPage();
    await other.goto(draft);
    await again.fill('#title', 'Zegels tellen aan de poort');
    await again.waitForFunction(() => document.querySelector('#draft-told').textContent.includes('Vanzelf'));
    await again.waitForTimeout(4000);
    await other.fill('#title', 'Zegels samen tellen');
    await other.waitForSelector('#draft-told:has-text("ergens anders opgeslagen")');
    await other.click('.sheet-buttons button >> nth=0');
    await other.waitForSelector('#conflict');
    assert.equal(await other.inputValue('#title'), 'Zegels samen tellen', 'nothing is lost');
    assert.match(await other.locator('main').textContent(), /aan de poort/);
  } finally {
    await browser.close();
    await server.stop();
  }
});
