// The calendar of a programme in a reader of others (ical.js): the right clocks on both sides of a change of the clock.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import ICAL from 'ical.js';

const base = process.env.KNOOPPUNT_URL;
const programme = `${base}/congres/2024`;

/** Every session of the programme by its start on the clocks of the conference, as the schedule has it. */
async function sessions() {
  const { schedule } = await (await fetch(`${programme}/schedule.json`)).json();
  const rooms = schedule.conference.days.flatMap((day) => Object.values(day.rooms));
  return rooms.flat().map(({ guid, title, date }) => ({ guid, title, local: date.slice(0, 16), moment: Date.parse(date) }));
}

async function events(query = '') {
  const text = await (await fetch(`${programme}/congres.ics${query}`)).text();
  const calendar = new ICAL.Component(ICAL.parse(text));
  // The reader knows no time zones but those that the file itself describes.
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  return calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
}

test('another reader sees every session at its local time, in summer time and after it', async () => {
  const expected = await sessions();
  const days = new Set(expected.map(({ local }) => local.slice(0, 10)));
  assert.ok(days.has('2024-10-26') && days.has('2024-10-27'), 'the fixture crosses the end of summer time');
  const read = (await events()).filter((event) => event.component.getFirstPropertyValue('status') !== 'CANCELLED');
  for (const { title, local, moment } of expected) {
    const event = read.find((event) => event.summary === title && event.startDate.toJSDate().getTime() === moment);
    if (!event && /vervallen|cancelled/i.test(title)) continue;
    assert.ok(event, `${title} at ${local}: ${read.map((one) => `${one.summary} ${one.startDate}`).join(', ')}`);
    assert.equal(event.startDate.toString().slice(0, 16), local, title);
    assert.equal(event.startDate.zone.tzid, 'Europe/Amsterdam', title);
  }
});

test('a choice of one session is a calendar of one event', async () => {
  const read = await events('?session=104');
  assert.equal(read.length, 1);
  assert.ok(read[0].uid.length > 10 && read[0].endDate.toJSDate() > read[0].startDate.toJSDate());
});
