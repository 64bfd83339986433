// Photographs every page into target/screenshots: wide and narrow, light and dark, in both languages.

import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { awake, launch, openPage, PHONE, WIDE } from './browser.js';
import { addressIn, PAGES } from './pages.js';
import { serve } from './server.js';

const folder = fileURLToPath(new URL('../../target/screenshots', import.meta.url));
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const server = await serve();
const browser = await launch();
try {
  for (const lang of ['nl', 'en']) {
    for (const colorScheme of ['light', 'dark']) {
      const { page, close } = await openPage(browser, server.base, { colorScheme });
      for (const entry of PAGES) {
        await page.goto(addressIn(entry, lang));
        await awake(page);
        for (const [width, viewport] of [['wide', WIDE], ['phone', PHONE]]) {
          await page.setViewportSize(viewport);
          await page.screenshot({ path: `${folder}/${entry.name}-${lang}-${width}-${colorScheme}.png`, fullPage: true });
        }
      }
      await close();
    }
  }
} finally {
  await browser.close();
  await server.stop();
}
console.log(`${PAGES.length * 8} photographs in target/screenshots`);
