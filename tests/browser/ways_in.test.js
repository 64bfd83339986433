// Coming in without a password: by a real identity provider, and by a passkey of a virtual device. With WASM blocked.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barriers, launch, openPage } from './browser.js';
import { PASSWORD, addOrganisation, comeInFirst, invite } from './people.js';
import { provide, signInThere } from './provider.js';
import { serve } from './server.js';

test('who has an account comes in by the identity provider, and nobody else', async () => {
  const provider = await provide({
    bo: { email: 'bo@proef.example', verified: true },
    onbekend: { email: 'onbekend@proef.example', verified: true },
    onzeker: { email: 'bo@proef.example', verified: false },
  });
  const server = await serve({
    settings: (base) => [
      ...['--public-url', base, '--oidc-issuer', provider.issuer, '--oidc-name', 'Proefdienst'],
      ...['--oidc-client', provider.client.client_id, '--oidc-secret', provider.client.client_secret],
      ...['--oidc-for', 'douane-proef'],
    ],
  });
  const browser = await launch();
  const open = async () => {
    const opened = await openPage(browser, server.base);
    await opened.page.route('**/*.wasm', (route) => route.abort());
    return opened.page;
  };
  /** A browser of somebody's own, which comes back from the provider. */
  const arrive = async (name, path = '/aanmelden') => {
    const page = await open();
    await page.goto(path);
    await page.click('text=/Proefdienst/');
    await signInThere(page, name);
    await page.waitForURL(`${server.base}/**`);
    return page;
  };
  try {
    // A provider that is down keeps nobody from signing in with a password.
    const early = await open();
    await early.goto('/en/aanmelden?naar=/en/monitor');
    await early.click('text=/Proefdienst/');
    assert.match(await early.locator('[role=alert]').textContent(), /did not say who you are/);
    assert.equal(await early.inputValue('input[name=naar]'), '/en/monitor');
    await provider.register(server.base);

    const admin = await open();
    await comeInFirst(admin, server);
    await addOrganisation(admin, 'Douane proef', 'public');
    await invite(admin, 'Bo Proef', 'bo@proef.example', 'douane-proef', 'reader');
    await invite(admin, 'Elders Proef', 'onbekend2@proef.example', 'knooppunt', 'reader');

    const bo = await arrive('bo', '/aanmelden?naar=/account');
    assert.equal(new URL(bo.url()).pathname, '/account');
    assert.equal((await bo.locator('h1').textContent()).trim(), 'Bo Proef');
    assert.match(await bo.locator('section[aria-labelledby=provider]').textContent(), /Proefdienst/);
    assert.deepEqual(await barriers(bo), []);

    // A way back works once, and only in the browser that left.
    const other = await open();
    await other.goto('/aanmelden/terug?code=geraden&state=geraden');
    assert.match(await other.locator('[role=alert]').textContent(), /Meld u opnieuw aan/);

    for (const name of ['onbekend', 'onzeker']) {
      const page = await arrive(name, '/aanmelden');
      assert.match(await page.locator('[role=alert]').textContent(), /geen account/, name);
      await page.goto('/account');
      assert.match(page.url(), /aanmelden/, `${name} is not in`);
    }

    // Who has none may choose a password within ten minutes of coming in, and signs in with it.
    await bo.fill('#new', PASSWORD);
    await bo.click('section[aria-labelledby=change-password] button');
    await bo.waitForURL('**klaar=1');
    assert.equal(await bo.locator('#old').count(), 1, 'from now on it is asked for');

    // The end of the account is the end of this way in.
    await admin.goto('/beheer/personen');
    await admin.click('main >> text=Bo Proef');
    await admin.click('form:has(input[value=disable-person]) button');
    await admin.waitForURL('**klaar=1');
    await bo.goto('/account');
    assert.match(bo.url(), /aanmelden/);
    const again = await arrive('bo');
    assert.match(await again.locator('[role=alert]').textContent(), /geen account/);
  } finally {
    await browser.close();
    await provider.stop();
    await server.stop();
  }
});

test('a passkey opens an account, until it is ended', async () => {
  const server = await serve({ host: 'localhost', settings: (base) => ['--public-url', base] });
  const browser = await launch();
  try {
    const { page } = await openPage(browser, server.base);
    await page.route('**/*.wasm', (route) => route.abort());
    const devices = await page.context().newCDPSession(page);
    await devices.send('WebAuthn.enable');
    await devices.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await comeInFirst(page, server);

    await page.fill('#passkey-name', 'Proeftelefoon');
    await page.fill('#passkey-password', 'niet het wachtwoord');
    await page.press('#passkey-password', 'Enter');
    await page.waitForSelector('form[data-passkey] [role=alert]:not(:empty)');
    assert.match(await page.locator('form[data-passkey] [role=alert]').textContent(), /wachtwoord klopt niet/);
    await page.fill('#passkey-password', PASSWORD);
    await page.press('#passkey-password', 'Enter');
    await page.waitForURL('**klaar=1');
    const rows = page.locator('section[aria-labelledby=passkeys] tbody tr');
    assert.match(await rows.textContent(), /Proeftelefoon.*nog nooit/s);
    assert.deepEqual(await barriers(page), []);

    const signIn = async () => {
      await page.context().clearCookies();
      await page.goto('/aanmelden?naar=/beheer');
      await page.click('form[data-passkey] button');
    };
    await signIn();
    await page.waitForURL(`${server.base}/beheer`);
    await page.goto('/account');
    assert.doesNotMatch(await rows.textContent(), /nog nooit/);

    await rows.locator('summary').click();
    await rows.locator('input[name=password]').fill('niet het wachtwoord');
    await rows.locator('button').click();
    await page.waitForSelector('[role=alert]');
    assert.equal(await rows.count(), 1);
    await page.goto('/account');
    await rows.locator('summary').click();
    await rows.locator('input[name=password]').fill(PASSWORD);
    await rows.locator('button').click();
    await page.waitForURL('**klaar=1');
    assert.equal(await rows.count(), 0);
    await signIn();
    await page.waitForSelector('form[data-passkey] [role=alert]:not(:empty)');
    assert.match(await page.locator('form[data-passkey] [role=alert]').textContent(), /hoort niet bij een account/);
    assert.deepEqual(await barriers(page), []);
  } finally {
    await browser.close();
    await server.stop();
  }
});
