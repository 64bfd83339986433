// The map of the hubs, and charts that leave the site: in a frame on another one, and as pictures.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { awake, barriers, openPage, overhang, PHONE } from './browser.js';
import { freePort, ownServer } from './server.js';

const own = ownServer();

for (const blocked of [false, true]) {
  test(`the map is chosen, read and listed, ${blocked ? 'with WASM blocked' : 'with WASM'}`, async () => {
    const { page, troubles, close } = await openPage(own.browser, own.server.base);
    if (blocked) await page.route('**/*.wasm', (route) => route.abort());
    await page.goto('/monitor');
    await page.click('main a[href="/monitor/kaart"]');
    await page.waitForURL('**/monitor/kaart');
    await page.selectOption('#indicator', 'seizure-cocaine-kg');
    await page.selectOption('#periode', '2023');
    await page.click('main form.explorer button');
    await page.waitForURL('**indicator=seizure-cocaine-kg&periode=2023*');
    if (!blocked) await awake(page);
    const drawn = await page.locator('svg.map .map-number').allTextContents();
    assert.ok(drawn.includes('45.506'), drawn.join(', '));
    const listed = await page.locator('table.value-table').textContent();
    for (const value of ['45.506', '116.000', '121.000']) assert.ok(listed.includes(value), `${value} in the list`);
    // Every arrow has its number in the list of flows, and every flow its source.
    const flows = await page.locator('.flow-list > li').count();
    const numbers = (await page.locator('.map-arrow-number').allTextContents()).flatMap((text) => text.split(', ').map(Number));
    assert.ok(numbers.length > 2 && numbers.every((number) => number <= flows), numbers.join());
    assert.equal(await page.locator('.flow-list > li:not(:has(.source-line))').count(), 0);
    if (!blocked) {
      await page.locator('.chart-reader').focus();
      await page.keyboard.press('ArrowRight');
      assert.match(await page.locator('.chart-reading').textContent(), /2023/);
      assert.equal(await page.locator('.map-value[data-read]').count(), 1);
    }
    assert.deepEqual(await barriers(page), []);
    if (!blocked) assert.deepEqual(troubles, []);
    await close();
  });
}

test('another site shows a chart in a frame, and none of the other pages', async () => {
  const port = await freePort();
  const frames = ['/en/monitor/seizure-cocaine-kg/insluiten', '/en/monitor/seizure-cocaine-kg']
    .map((path, at) => `<iframe id="f${at}" title="f${at}" width="600" height="500" src="${own.server.base}${path}"></iframe>`)
    .join('');
  const other = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end(`<!doctype html>${frames}`));
  await new Promise((resolve) => other.listen(port, '127.0.0.1', resolve));
  const context = await own.browser.newContext();
  const page = await context.newPage();
  const errors = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(`http://127.0.0.1:${port}/`);
  const chart = page.frameLocator('#f0');
  await chart.locator('svg.chart-drawing').first().waitFor();
  assert.match(await chart.locator('main').textContent(), /Source: .*As known on/s);
  assert.equal(await chart.locator('script, form, nav').count(), 0);
  // A link leaves the frame.
  const opened = context.waitForEvent('page');
  await chart.locator('h1 a').click();
  await (await opened).waitForURL('**/en/monitor/seizure-cocaine-kg');
  assert.ok(errors.every((text) => /frame/i.test(text)), errors.join('\n'));
  assert.ok(errors.length > 0, 'the other page refuses the frame');
  await context.close();
  other.close();
});

test('the chart in a frame has no barriers, and the page gives the code for it', async () => {
  const { page, troubles, close } = await openPage(own.browser, own.server.base);
  await page.goto('/monitor/seizure-cocaine-kg');
  const code = await page.locator('.embed-code').textContent();
  assert.match(code, /<iframe src="\/monitor\/seizure-cocaine-kg\/insluiten"/);
  for (const path of ['/monitor/seizure-cocaine-kg/insluiten', '/en/monitor/seizures-count/insluiten?schaal=eigen']) {
    await page.goto(path);
    assert.deepEqual(await barriers(page), []);
  }
  assert.deepEqual(troubles, []);
  const picture = await page.request.get('/monitor/seizure-cocaine-kg/grafiek.png');
  assert.equal(picture.headers()['content-type'], 'image/png');
  await close();
});

for (const blocked of [false, true]) {
  test(`every kind of chart is chosen, read and taken along, ${blocked ? 'with WASM blocked' : 'with WASM'}`, async () => {
    const { page, troubles, close } = await openPage(own.browser, own.server.base, { viewport: PHONE });
    if (blocked) await page.route('**/*.wasm', (route) => route.abort());
    await page.goto('/monitor/seizure-cocaine-kg');
    for (const [view, mark] of [['staven', '.chart-bar'], ['helling', '.chart-tag'], ['raster', '.heat-row']]) {
      await page.selectOption('#beeld', view);
      await page.click('main form.explorer button');
      await page.waitForURL(`**beeld=${view}*`);
      assert.ok((await page.locator(mark).count()) > 0, `${view}: ${mark}`);
      assert.ok((await overhang(page)) <= 0, `${view} fits a telephone`);
      // With WASM the page listens for new values, so the network is never idle.
      if (blocked) assert.deepEqual(await barriers(page), [], view);
      await page.setViewportSize(PHONE);
      const href = await page.locator('a[href*="grafiek.svg"]').getAttribute('href');
      assert.ok(href.includes(`beeld=${view}`), href);
      const file = await page.request.get(href);
      assert.equal(file.headers()['content-type'], 'image/svg+xml');
      assert.ok((await file.text()).includes(`beeld=${view}`), 'the file names its own address');
      if (!blocked && view !== 'raster') {
        await awake(page);
        await page.locator('.chart-reader').first().focus();
        await page.keyboard.press('End');
        assert.match(await page.locator('.chart-reading').first().textContent(), /20\d\d/);
        assert.equal(await page.locator('[data-read]').count(), 1);
      }
    }
    // What the chart draws stands in a table as well.
    await page.goto('/en/monitor/seizure-cocaine-kg?beeld=helling');
    await page.locator('.chart-table summary').click();
    assert.ok((await page.locator('.chart-table tbody tr').count()) > 1);
    if (blocked) assert.deepEqual(await barriers(page), []);
    // A view that makes no sense here is said to make none.
    await page.goto('/monitor/seizure-cocaine-kg?beeld=trechter&bekend=zzz');
    assert.match(await page.locator('main').textContent(), /kan hier niet.*U ziet lijnen/s);
    assert.match(await page.locator('main').textContent(), /bekend=zzz/);
    if (!blocked) assert.deepEqual(troubles, []);
    await close();
  });
}
