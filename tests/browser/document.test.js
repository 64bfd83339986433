// The list of contents of a document: each heading stands above its own list, wide and narrow, for who is signed in and who is not.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PHONE, WIDE, openPage } from './browser.js';
import { comeInFirst } from './people.js';
import { ownServer } from './server.js';

const own = ownServer();

/** What is wrong with where headings stand: one line for each. */
function misplaced(page) {
  return page.evaluate(() => {
    const wrong = [];
    const headings = [...document.querySelectorAll('.document-contents h2')];
    for (const heading of headings) {
      const list = heading.nextElementSibling;
      const [above, below] = [heading.getBoundingClientRect(), list.getBoundingClientRect()];
      const name = heading.textContent.trim();
      if (!['OL', 'UL'].includes(list.tagName)) wrong.push(`${name}: no list follows`);
      if (below.top < above.bottom) wrong.push(`${name}: its list begins ${above.bottom - below.top} px above its end`);
      if (Math.abs(below.left - above.left) > 40) wrong.push(`${name}: its list stands ${below.left - above.left} px beside it`);
      // Nothing of another list lies between them.
      for (const other of document.querySelectorAll('.document-contents li')) {
        const at = other.getBoundingClientRect();
        const beside = at.right <= above.left || at.left >= above.right;
        if (!list.contains(other) && !beside && at.top >= above.bottom && at.bottom <= below.top) {
          wrong.push(`${name}: ${other.textContent.trim()} lies between it and its list`);
        }
      }
    }
    if (headings.length < 2) wrong.push(`${headings.length} headings`);
    return wrong;
  });
}

test('headings of the contents stand above their lists', async () => {
  const { page, close } = await openPage(own.browser, own.server.base);
  for (const signedIn of [false, true]) {
    if (signedIn) await comeInFirst(page, own.server);
    for (const viewport of [PHONE, WIDE]) {
      await page.setViewportSize(viewport);
      for (const path of ['/documenten/ken-je-chauffeur', '/en/documenten/liaison-scan-images', '/documenten/bagagelijn']) {
        await page.goto(path);
        assert.deepEqual(await misplaced(page), [], `${path}, ${viewport.width} px, ${signedIn ? 'signed in' : 'not signed in'}`);
      }
    }
  }
  await close();
});
