// An identity provider: a real one (oidc-provider), whose sign-in page takes any name. The people are made up.

import { once } from 'node:events';
import Provider from 'oidc-provider';
import { freePort } from './server.js';

/**
 * Starts a provider of these `people`: `{ name: { email, verified } }`. `register(base)` tells it the address of the site;
 * `stop()` ends it.
 */
export async function provide(people) {
  const issuer = `http://127.0.0.1:${await freePort()}`;
  const client = { client_id: 'knooppunt', client_secret: 'een geheim van de proef', redirect_uris: [] };
  let server;
  return {
    issuer,
    client,
    async register(base) {
      const provider = new Provider(issuer, {
        clients: [{ ...client, redirect_uris: [`${base}/aanmelden/terug`] }],
        claims: { email: ['email', 'email_verified'] },
        findAccount: (_, name) => ({
          accountId: name,
          claims: () => ({ sub: name, email: people[name]?.email, email_verified: people[name]?.verified }),
        }),
      });
      server = provider.listen(new URL(issuer).port, '127.0.0.1');
      await once(server, 'listening');
    },
    async stop() {
      server?.closeAllConnections();
      server?.close();
    },
  };
}

/** Signs in on the pages of the provider, and agrees that it tells the site. */
export async function signInThere(page, name) {
  await page.fill('input[name=login]', name);
  await page.fill('input[name=password]', 'alles is goed');
  await page.click('button[type=submit]');
  await page.click('button[type=submit]');
}
