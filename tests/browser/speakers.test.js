// An organiser gives a speaker a link; the speaker hands in files without an account and without scripts; the organiser
// publishes one, corrects it, and takes all of it along as one file.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barriers, openPage } from './browser.js';
import { becomeToo, comeInFirst } from './people.js';
import { ownServer } from './server.js';

const text = (words) => Buffer.from(`${words}\n`);
const own = ownServer();

test('a speaker hands in files with a link, and an organiser publishes one and corrects it, with WASM blocked', async () => {
  const { page, close } = await openPage(own.browser, own.server.base);
  await page.route('**/*.wasm', (route) => route.abort());
  const found = [];
  await comeInFirst(page, own.server);
  await becomeToo(page, 'organiser');

  await page.goto('/beheer/congressen/2024/checklist');
  assert.match(await page.locator('.stacked').textContent(), /dia’s of tekst/);
  found.push(...(await barriers(page)));
  await page.click('.stacked tbody th a');
  await page.waitForURL('**/sprekers');
  const here = page.url();
  await page.locator('#speaker').fill('Ada Proef');
  await page.fill('#email', 'geen adres');
  // The browser itself would stop this; whoever has an old one reads what is wrong on the page.
  await page.locator('form.form').evaluateAll((forms) => forms.forEach((form) => (form.noValidate = true)));
  await page.click('main form:has(#speaker) button');
  await page.waitForSelector('[role=alert]');
  assert.equal(await page.inputValue('#email'), 'geen adres');
  await page.fill('#email', 'ada@elders.example');
  await page.fill('#expires', new Date(Date.now() + 30 * 864e5).toISOString().slice(0, 10));
  await page.click('main form:has(#speaker) button');
  const letter = await page.locator('.secret-letter').textContent();
  assert.match(letter, /Beste Ada Proef/);
  found.push(...(await barriers(page)));
  const link = letter.match(/https?:\S+aanleveren\S+/)[0];

  const speaker = await openPage(own.browser, own.server.base, { javaScriptEnabled: false });
  await speaker.page.goto(link);
  assert.match(await speaker.page.locator('main').textContent(), /Deze link is voor Ada Proef/);
  await speaker.page.check('form[enctype] input[name=publish]');
  await speaker.page.selectOption('form[enctype] select[name=tlp]', 'TLP:CLEAR');
  await speaker.page.setInputFiles('#files', [
    { name: 'verhaal.txt', mimeType: 'text/plain', buffer: text('De grutto is het woord.') },
    { name: 'bijlage.txt', mimeType: 'text/plain', buffer: text('Nog iets.') },
  ]);
  await speaker.page.click('form[enctype] button[type=submit]');
  await speaker.page.waitForURL('**klaar=1');
  assert.equal(await speaker.page.locator('.handed-file').count(), 2);
  // Of one of them the speaker thinks again.
  const second = speaker.page.locator('.handed-file', { hasText: 'bijlage.txt' });
  await second.locator('input[name=publish]').uncheck();
  await second.locator('button', { hasText: 'Bewaren' }).click();
  await speaker.page.waitForURL('**klaar=1');
  await page.goto(link);
  found.push(...(await barriers(page)));

  await page.goto(here);
  assert.match(await page.locator('.handed-file', { hasText: 'bijlage.txt' }).textContent(), /Geen toestemming/);
  found.push(...(await barriers(page)));
  const first = page.locator('.handed-file', { hasText: 'verhaal.txt' });
  await page.evaluate(() => document.querySelectorAll('main details').forEach((part) => (part.open = true)));
  await first.locator('select[name=tlp]').selectOption('TLP:CLEAR');
  await first.locator('form:has(select) button[type=submit]').click();
  await page.waitForURL('**klaar=1');
  assert.equal(await page.locator('.handed-file').count(), 1);

  await page.click('main a:has-text("Bijlagen toevoegen")');
  await page.waitForURL('**/bijlagen');
  await page.click('.attachment-replace summary');
  await page.check('.attachment-replace input[name=consent]');
  await page.setInputFiles('.attachment-replace input[type=file]', [
    { name: 'verhaal-2.txt', mimeType: 'text/plain', buffer: text('De wulp is het woord.') },
  ]);
  await page.click('.attachment-replace button[type=submit]');
  await page.waitForURL('**klaar=1');
  await page.click('a:has-text("1 eerdere versie")');
  await page.waitForURL('**/versies');
  assert.match(await page.locator('main').textContent(), /verhaal\.txt/);
  found.push(...(await barriers(page)));

  await speaker.page.goto('/congres/2024');
  const [archive] = await Promise.all([
    speaker.page.waitForEvent('download'),
    speaker.page.click('a:has-text("Al het materiaal als zip")'),
  ]);
  assert.equal(archive.suggestedFilename(), '2024-materiaal.zip');
  await archive.path();
  await speaker.close();
  assert.deepEqual(found, []);
  await close();
});
