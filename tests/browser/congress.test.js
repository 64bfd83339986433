// The timetable of a congress, as a visitor uses it: with scripts and without, on the day itself, and on paper.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { awake, launch, openPage, overhang, NARROW, WIDE } from './browser.js';

const base = process.env.KNOOPPUNT_URL;
const programme = '/congres/2024';
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test('a choice of ones own is a plain form where there are no scripts', async () => {
  const { page, troubles, close } = await openPage(browser, base, { javaScriptEnabled: false, viewport: NARROW });
  await page.goto(programme);
  assert.equal(await page.locator('.session').count(), 6);
  await page.locator('#sessie-102 input').check();
  await page.locator('#sessie-104 input').check();
  await page.locator('button[name=alleen]').click();
  await page.waitForURL(/keuze=104.*keuze=102|keuze=102.*keuze=104/);
  assert.equal(await page.locator('.session').count(), 2);
  const calendar = await page.locator('.conference-own').getAttribute('href');
  assert.match(calendar, /congres\.ics\?session=(102,104|104,102)$/);
  assert.deepEqual(troubles, []);
  await close();
});

test('ticks are remembered in this browser, and make a calendar', async () => {
  const { page, troubles, close } = await openPage(browser, base, { viewport: WIDE });
  await page.goto(programme);
  await awake(page);
  await page.locator('#sessie-104 input').focus();
  await page.keyboard.press('Space');
  const own = page.locator('.timetable-own a');
  assert.equal(await own.getAttribute('href'), '/congres/2024/congres.ics?session=104');
  await page.reload();
  await awake(page);
  assert.deepEqual(await page.locator('input[name=keuze]:checked').evaluateAll((all) => all.map((one) => one.value)), ['104']);
  // A filter that leaves the session out does not forget it.
  await page.goto(`${programme}?dag=2`);
  await awake(page);
  await page.locator('#sessie-107 input').check();
  await page.goto(programme);
  await awake(page);
  assert.equal(await page.locator('input[name=keuze]:checked').count(), 2);
  assert.deepEqual(troubles, []);
  await close();
});

test('on the day itself the page says what is on now and what comes next', async () => {
  const { page, close } = await openPage(browser, base);
  await page.clock.install({ time: new Date('2024-10-26T07:45:00Z') });
  await page.goto(programme);
  await awake(page);
  const lists = await page.locator('.timetable-now').allTextContents();
  assert.equal(lists.length, 2);
  assert.match(lists[0], /Nu.*09:30.*Opening/);
  assert.match(lists[1], /Straks.*10:00.*Learning from other ports/);
  assert.equal(await page.locator('[aria-current=time]').getAttribute('id'), 'sessie-101');
  await close();
});

test('where WASM is blocked the programme is whole', async () => {
  const { page, close } = await openPage(browser, base, { viewport: NARROW });
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto(programme);
  assert.equal(await page.locator('.session').count(), 6);
  assert.equal(await page.locator('.timetable-now:visible').count(), 0);
  assert.equal(await overhang(page) > 0, false);
  await close();
});

test('a printed timetable has its sessions and none of its controls', async () => {
  const { page, close } = await openPage(browser, base, { viewport: WIDE });
  await page.goto(programme);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.session-choose').first().isVisible(), false);
  assert.equal(await page.locator('.timetable-filters').isVisible(), false);
  assert.equal(await page.locator('#sessie-101 h3').isVisible(), true);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  assert.ok(pdf.length > 10_000);
  await close();
});
