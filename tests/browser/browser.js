// Chromium, and pages that remember what went wrong in them.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Width and height in CSS pixels: the narrowest that must work, a telephone, a desk. */
export const NARROW = { width: 360, height: 780 };
export const PHONE = { width: 390, height: 844 };
export const WIDE = { width: 1280, height: 900 };

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    // Chromium's own sandbox does not work for root.
    chromiumSandbox: process.getuid() !== 0,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/**
 * A new page in a context of its own, and `troubles`: console errors, uncaught errors, failed requests, answers of 400
 * and above (but for the page itself, whose status the test knows), and requests to anybody but the server.
 */
export async function openPage(browser, base, options = {}) {
  const context = await browser.newContext({ baseURL: base, reducedMotion: 'reduce', ...options });
  await context.addInitScript({ content: axe });
  const page = await context.newPage();
  const troubles = [];
  page.on('console', (message) => {
    // Chromium reports the page's own 404 here too.
    const own = message.location().url === page.url() && message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !own) troubles.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`uncaught: ${error.message}`));
  page.on('requestfailed', (request) => {
    // Where scripts are switched off, Chromium itself refuses to fetch them beforehand.
    if (options.javaScriptEnabled === false && request.url().endsWith('.js')) return;
    // A page that is left ends its connection, and what it was asking.
    const left = request.failure()?.errorText === 'net::ERR_ABORTED';
    if (left && ['eventsource', 'fetch'].includes(request.resourceType())) return;
    troubles.push(`failed: ${request.url()} ${request.failure()?.errorText}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith('data:')) troubles.push(`outside: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400 && !response.request().isNavigationRequest()) {
      troubles.push(`${response.status()}: ${response.url()}`);
    }
  });
  return { page, troubles, close: () => context.close() };
}

/** Waits until the islands of the page work; fails where they never do. */
export function awake(page) {
  return page.waitForFunction(() => 'awake' in document.documentElement.dataset, null, { timeout: 20_000 });
}

/** By how many pixels the page is wider than the window. */
export function overhang(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** What axe finds, one line for each element. */
export async function violations(page) {
  const found = await page.evaluate(() =>
    axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
    }),
  );
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary.split('\n').at(-1).trim()}`),
  );
}

/** What is wrong with a page for who uses it narrow or wide, light or dark, with all its parts open. */
export async function barriers(page) {
  const found = [];
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => document.querySelectorAll('main details').forEach((part) => (part.open = true)));
  for (const viewport of [NARROW, WIDE]) {
    await page.setViewportSize(viewport);
    const over = await overhang(page);
    if (over > 0) found.push(`${page.url()}: ${viewport.width} px: ${over} px too wide`);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      found.push(...(await violations(page)).map((line) => `${page.url()}: ${viewport.width} px, ${colorScheme}: ${line}`));
    }
  }
  return found;
}
