// People of the tests: the first admin of a new server, and whoever comes in by an invitation. All made up.

export const PASSWORD = 'vier losse woorden naast elkaar';

/** The first admin of a server comes in by the link of its first start, which works once. */
export async function comeInFirst(page, server) {
  await page.goto(server.log().match(/http:\S+\/uitnodiging\?code=[0-9a-f]+/)[0]);
  await page.fill('#name', 'Eerste Proef');
  await page.fill('#email', 'eerste@proef.example');
  await choosePassword(page);
}

/** Somebody comes in by the link of an invitation. */
export async function comeIn(page, link) {
  await page.goto(link);
  await choosePassword(page);
}

async function choosePassword(page) {
  await page.fill('#password', PASSWORD);
  await page.press('#password', 'Enter');
  await page.waitForURL('**/account');
}

/** An admin adds an organisation, at a hub where one is named. */
export async function addOrganisation(page, name, kind, hub) {
  await page.goto('/beheer/organisaties');
  await page.fill('#name', name);
  await page.selectOption('#kind', kind);
  if (hub) await page.check(`input[name=hub][value=${hub}]`);
  await page.click('main .form button[type=submit]');
  await page.waitForURL('**/beheer/organisaties?klaar=1');
}

/** An admin invites somebody: the link. */
export async function invite(page, name, email, organisation, role) {
  await page.goto('/beheer/personen');
  await page.fill('#name', name);
  await page.fill('#email', email);
  await page.selectOption('#organisation', organisation);
  await page.check(`input[name=role][value=${role}]`);
  await page.click('form:has(input[name=role]) button[type=submit]');
  return page.getAttribute('.secrets a', 'href');
}

/** The first admin gives themselves a role more. */
export async function becomeToo(page, role) {
  await page.goto('/beheer/personen');
  await page.click('main >> text=Eerste Proef');
  await page.check(`input[name=role][value=${role}]`);
  await page.click('form:has(input[name=role]) button[type=submit]');
  await page.waitForURL('**klaar=1');
}
