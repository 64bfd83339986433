// An organiser's afternoon: from an empty year to a published programme of forty sessions, from a file and by hand, with
// material, two corrections, registrations and a printed timetable; at a desk with WASM, and on a telephone with WASM blocked.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { barriers, launch, openPage, overhang, PHONE, WIDE } from './browser.js';
import { addOrganisation, becomeToo, comeIn, comeInFirst, invite } from './people.js';
import { serve } from './server.js';

const schedule = fileURLToPath(new URL('../fixtures/schedules/congress.xml', import.meta.url));
let browser;
let server;
let admin;
// A server of its own: the link of the first admin is there once.
before(async () => {
  browser = await launch();
  server = await serve();
  admin = await openPage(browser, server.base);
  await comeInFirst(admin.page, server);
  await addOrganisation(admin.page, 'Proefdienst', 'public', 'schiphol');
});
after(async () => {
  await browser.close();
  await server.stop();
});

async function somebody(email, role, options, blocked) {
  const link = await invite(admin.page, `Proef ${email}`, email, 'proefdienst', role);
  const own = await openPage(browser, server.base, options);
  if (blocked) await own.page.route('**/*.wasm', (route) => route.abort());
  await comeIn(own.page, link);
  return own;
}

for (const blocked of [false, true]) {
  const year = blocked ? '2028' : '2027';
  const viewport = blocked ? PHONE : WIDE;
  test(`an afternoon, ${blocked ? 'on a telephone with WASM blocked' : 'at a desk'}`, async () => {
    const found = [];
    const { page, close } = await somebody(`organisator-${year}@proefdienst.example`, 'organiser', { viewport }, blocked);
    const look = async () => {
      found.push(...(await barriers(page)));
      await page.setViewportSize(viewport);
    };

    // An empty year.
    await page.goto('/congres');
    await page.click('.organise-way-in a');
    await page.waitForURL('**/beheer/congressen');
    await look();
    await page.fill('#title', `Proefcongres ${year} (verzonnen)`);
    await page.fill('#first', `${year}-11-04`);
    await page.fill('#last', `${year}-11-03`);
    await page.fill('#place', 'Proefstad');
    await page.click('main .form button[type=submit]');
    await page.waitForSelector('[role=alert]');
    await look();
    await page.click('[role=alert] a');
    assert.equal(await page.evaluate(() => document.activeElement.id || location.hash), 'last');
    assert.equal(await page.inputValue('#title'), `Proefcongres ${year} (verzonnen)`, 'what was typed stays');
    await page.fill('#last', `${year}-11-05`);
    await page.click('main .form button[type=submit]');
    await page.waitForURL(`**/beheer/congressen/${year}?klaar=1`);

    // Rooms and tracks.
    await page.click('.organise-parts a[href$=opzet]');
    await page.waitForURL('**/opzet');
    const rooms = ['Grote zaal', 'Zaal 2', 'Zaal 3'];
    for (const [row, name] of rooms.entries()) await page.fill(`#room-${row}-name`, name);
    await page.fill('#room-0-capacity', '120');
    for (const [row, name] of ['Barrières', 'Weerbaarheid'].entries()) await page.fill(`#track-${row}-name`, name);
    await look();
    await page.click('.organise-setup button[type=submit]');
    await page.waitForURL('**?klaar=1');

    // Sessions by hand: title, Enter, title, Enter.
    await page.click('.organise-buttons a.button');
    await page.waitForURL('**/sessies/nieuw');
    await look();
    for (let number = 1; number <= 34; number += 1) {
      const room = rooms[Math.floor((number - 1) / 12)];
      if ((number - 1) % 12 === 0) {
        await page.selectOption('#day', '1');
        await page.fill('#start', '09:00');
        await page.fill('#minutes', '30');
        await page.selectOption('#room', room);
        await page.selectOption('#track', 'Barrières');
      }
      await page.fill('#title', `Sessie ${number}`);
      await page.fill('#speakers', `Spreker ${number}; Proefdienst`);
      await page.press('#title', 'Enter');
      await page.waitForURL(`**klaar=${number}`);
      assert.equal(await page.inputValue('#room'), room, 'the room is kept');
    }

    // Six more from a file, looked at first.
    await page.click('.organise-parts a[href$=bestand]');
    await page.waitForURL('**/bestand');
    await page.setInputFiles('#file', [{ name: 'fout.xml', mimeType: 'text/xml', buffer: Buffer.from('<schedule>') }]);
    await page.click('form[enctype] button');
    await page.waitForSelector('[role=alert]');
    await look();
    await page.setInputFiles('#file', [{ name: 'congress.xml', mimeType: 'text/xml', buffer: readFileSync(schedule) }]);
    await page.click('form[enctype] button');
    await page.waitForSelector('.organise-way');
    await look();
    await page.click('.organise-way button >> nth=0');
    await page.waitForURL('**?klaar=1');
    assert.equal(await page.locator('.session-rows input[type=checkbox]').count(), 40);
    await look();
    assert.equal((await overhang(page)) > 0, false);

    // Two at once in one room: it says so; one is moved.
    await page.click('a:text-is("Sessie 2")');
    await page.waitForURL('**/sessies/2');
    await page.fill('#start', '09:00');
    await page.click('.organise-buttons button');
    await page.waitForURL('**?klaar=1#s2');
    assert.match(await page.locator('.organise-clashes').textContent(), /Sessie 1.*Sessie 2.*tegelijk/);
    await page.check('input[name=session][value="2"]');
    await page.selectOption('#how', 'shift');
    await page.fill('#minutes', '30');
    await page.press('#minutes', 'Enter');
    await page.waitForURL('**?klaar=1');
    assert.doesNotMatch(await page.locator('main').textContent(), /tegelijk in deze zaal/);

    // Published: for everybody.
    const visitor = await openPage(browser, server.base, { javaScriptEnabled: false });
    assert.equal((await visitor.page.goto(`/congres/${year}`)).status(), 404, 'a draft is for organisers');
    await page.click('.organise-parts a[href$=publiceren]');
    await page.waitForURL('**/publiceren');
    await look();
    await page.fill('#version_name', 'eerste');
    await page.click('main .form button[type=submit]');
    await page.waitForURL('**/publiceren?klaar=1');
    assert.match(await page.locator('.came[role=status]').textContent(), /nummer 1, “eerste”: 40 sessies/);
    await look();
    assert.equal((await visitor.page.goto(`/congres/${year}`)).status(), 200);
    assert.equal(await visitor.page.locator('.session').count(), 40);

    // Material on a session.
    await page.goto(`/beheer/congressen/${year}`);
    await page.click('tr#s1 a:has-text("Materiaal")');
    await page.waitForURL('**/bijlagen');
    await page.check('input[name=consent]');
    await page.selectOption('#tlp', 'TLP:CLEAR');
    await page.setInputFiles('#files', [{ name: 'notulen.txt', mimeType: 'text/plain', buffer: Buffer.from('Notulen.') }]);
    await page.click('main .form button[type=submit]');
    await page.waitForURL('**klaar=1');

    // Two corrections.
    for (const [number, name] of [[3, 'tweede'], [4, 'derde']]) {
      await page.goto(`/beheer/congressen/${year}/sessies/${number}`);
      await page.fill('#title', `Sessie ${number}, verbeterd`);
      if (number === 4) await page.selectOption('#room', 'Zaal 3');
      await page.click('.organise-buttons button');
      await page.waitForURL(`**?klaar=1#s${number}`);
      await page.click('.organise-parts a[href$=publiceren]');
      await page.waitForURL('**/publiceren');
      assert.match(await page.locator('.organise-changes').first().textContent(), new RegExp(`Sessie ${number}, verbeterd`));
      await page.fill('#version_name', name);
      await page.click('main .form button[type=submit]');
      await page.waitForURL('**/publiceren?klaar=*');
      assert.match(await page.locator('.came[role=status]').textContent(), new RegExp(`“${name}”`));
    }
    await visitor.page.goto(`/congres/${year}/wijzigingen`);
    assert.match(await visitor.page.locator('main').textContent(), /Derde.*Verplaatst.*Tweede.*Gewijzigd/s);

    // Registrations: guests, a list, and paper.
    await page.goto(`/beheer/congressen/${year}/aanmeldingen`);
    for (const box of ['open', 'guests']) await page.check(`input[name=${box}]`);
    await page.fill('#places', '1');
    await page.click('.organise-terms button');
    await page.waitForURL('**?klaar=1');
    for (const name of ['Ada Proef', 'Bo Proef']) {
      await visitor.page.goto(`/congres/${year}`);
      await visitor.page.click('.conference-register a');
      await visitor.page.waitForURL('**/aanmelden');
      found.push(...(await barriers(await scripted(visitor.page.url()))));
      await visitor.page.fill('#name', name);
      await visitor.page.fill('#organisation', 'Elders');
      await visitor.page.fill('#email', `${name.slice(0, 2).trim()}@elders.example`);
      await visitor.page.click('main .form button[type=submit]');
      await visitor.page.waitForURL('**klaar=1');
    }
    assert.match(await visitor.page.locator('.registered').textContent(), /nummer 1 van de wachtlijst/);
    found.push(...(await barriers(await scripted(visitor.page.url()))));
    await page.goto(`/beheer/congressen/${year}/aanmeldingen`);
    await look();
    assert.match(await page.locator('#aangemeld').textContent(), /\(1\)/);
    assert.match(await page.locator('#wachtlijst').textContent(), /\(1\)/);
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.organise-terms').isVisible(), false);
    assert.equal(await page.locator('.attendance-present').first().isVisible(), true);
    await page.goto(`/beheer/congressen/${year}`);
    assert.equal(await page.locator('.organise-bulk').isVisible(), false);
    assert.equal(await page.locator('tr#s1').isVisible(), true);
    await page.emulateMedia({ media: null });

    // What came of it.
    await page.goto(`/congres/${year}/1`);
    await page.click('#afspraken summary');
    await page.selectOption('#kind', 'promise');
    await page.fill('#outcome-text', 'Elke poort telt zegels (verzonnen).');
    await page.selectOption('#owner', 'proefdienst');
    await page.fill('#due', `${year}-12-31`);
    await page.selectOption('#tlp', 'TLP:CLEAR');
    await look();
    await page.click('#afspraken .form button[type=submit]');
    await page.waitForURL('**klaar=afspraken*');
    await page.fill('#question', 'Hoe telt u (verzonnen)?');
    await page.click('#vragen > form button');
    await page.waitForURL('**klaar=vragen*');
    await look();
    await page.goto(`/congres/${year}`);
    assert.match(await page.locator('[aria-labelledby=uitkomsten]').textContent(), /0 nagekomen, 1 open/);
    await look();

    assert.deepEqual(found, []);
    for (const one of scratch.splice(0)) await one.close();
    await visitor.close();
    await close();
  });
}

const scratch = [];

/** The same page in a browser with scripts, for what is measured with them. */
async function scripted(url) {
  const one = await openPage(browser, server.base);
  scratch.push(one);
  await one.page.goto(url);
  return one.page;
}

test('a second organiser meets what was saved meanwhile, and loses nothing', async () => {
  const first = await somebody('een@proefdienst.example', 'organiser', {}, false);
  const second = await somebody('twee@proefdienst.example', 'organiser', {}, true);
  const address = '/beheer/congressen/2024/sessies/101';
  for (const one of [first, second]) await one.page.goto(address);
  await first.page.fill('#title', 'Welkom');
  await first.page.click('.organise-buttons button');
  await first.page.waitForURL('**?klaar=1#s101');
  await second.page.fill('#title', 'Aftrap');
  await second.page.click('.organise-buttons button');
  await second.page.waitForSelector('#moved');
  const found = await barriers(second.page);
  assert.equal(await second.page.inputValue('#title'), 'Aftrap');
  assert.match(await second.page.locator('.organise-now').textContent(), /Welkom/);
  await second.page.click('.organise-buttons button');
  await second.page.waitForURL('**?klaar=1#s101');
  assert.match(await second.page.locator('tr#s101').textContent(), /Aftrap/);
  assert.deepEqual(found, []);
  await first.close();
  await second.close();
});

test('a printed timetable is whole on sheets of A4, with one day on each sheet and nothing cut off', async () => {
  const { page, close } = await openPage(browser, server.base, { viewport: WIDE });
  await page.goto('/congres/2024');
  await page.emulateMedia({ media: 'print' });
  const wider = await page.evaluate(() => {
    const sheet = ((297 - 24) * 96) / 25.4;
    return [...document.querySelectorAll('.timetable')].filter((table) => table.getBoundingClientRect().width > Math.max(sheet, innerWidth)).length;
  });
  assert.equal(wider, 0);
  const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: true });
  const boxes = pdf.toString('latin1').match(/\/MediaBox\s*\[[^\]]+\]/g);
  const landscape = boxes.filter((box) => / 84[12]\.\d* 59[45]\.\d*\]| 842 595\]| 841\.9\d* 595/.test(box));
  assert.equal(landscape.length, 2, `one sheet for each of two days, on landscape A4: ${boxes}`);
  // Each sheet begins with its day, once; on a screen the heading says so.
  const shown = (selector) => page.locator(selector).evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.textContent.trim()));
  assert.deepEqual(await shown('.timetable-sheet'), ['zaterdag 26 oktober 2024', 'zondag 27 oktober 2024']);
  assert.deepEqual(await shown('.timetable-day h2'), []);
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('.timetable thead')).display), 'table-header-group', 'and repeats');
  // No line runs into what stands beside it, nothing is larger than the title, and the night stays in its column.
  const odd = await page.evaluate(() => {
    const points = (element) => parseFloat(getComputedStyle(element).fontSize);
    const inset = (cell) => parseFloat(getComputedStyle(cell).paddingInlineStart) < 4;
    const outside = (late) => late.scrollWidth > late.closest('th').clientWidth || late.getBoundingClientRect().height > 2.5 * points(late) * 1.5;
    return [
      ...[...document.querySelectorAll('.timetable td')].filter(inset),
      ...[...document.querySelectorAll('.session-tag')].filter((tag) => points(tag) > points(document.querySelector('.session-title'))),
      ...[...document.querySelectorAll('.session-late')].filter(outside),
    ].map((element) => element.outerHTML);
  });
  assert.deepEqual(odd, []);
  assert.equal(await page.evaluate(() => getComputedStyle(document.querySelector('.session-off .session-title a')).textDecorationLine), 'line-through');
  await page.emulateMedia({ media: 'screen' });
  assert.deepEqual([await shown('.timetable-sheet'), await shown('.timetable-date')], [[], []]);
  await close();
});

test('a printed timetable of many rooms says with each time of which day it is', async () => {
  server.knooppunt('import', 'tests/fixtures/schedules/fosdem.xml');
  const { page, close } = await openPage(browser, server.base, { viewport: WIDE });
  await page.goto('/congres/2017');
  await page.emulateMedia({ media: 'print' });
  const days = await page.locator('.timetable-date').evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.textContent));
  assert.ok(days.length >= 8 && days.every((day) => /februari 2017/.test(day)), `${days}`);
  const sheets = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1').match(/\/MediaBox/g).length;
  assert.ok(sheets <= 4, `96 sessions on ${sheets} sheets`);
  await close();
});

test('on a telephone no column of the list of congresses is out of sight', async () => {
  const { page, close } = await somebody('telefoon@proefdienst.example', 'organiser', { viewport: PHONE });
  await page.goto('/beheer/congressen');
  const cells = await page.locator('.stacked tbody > tr > *').evaluateAll((all) => all.map((cell) => [cell.dataset.label ?? '', cell.getBoundingClientRect().right]));
  assert.ok(cells.length >= 5 && cells.every(([, right]) => right <= PHONE.width), JSON.stringify(cells));
  assert.deepEqual(cells.slice(0, 5).map(([label]) => label), ['', '', 'Sessies', '', 'Concept bewaard']);
  assert.deepEqual(await barriers(page), []);
  await close();
});
