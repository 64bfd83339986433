// The exported schedule against the public schema (github.com/voc/schedule, validator/json/schema.json). That repository
// names no licence, so the file is not copied: KNOOPPUNT_SCHEDULE_SCHEMA says where it is, and without it this is skipped.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import Ajv from 'ajv';

const file = process.env.KNOOPPUNT_SCHEDULE_SCHEMA;

test('schedule.json is valid against the public schema', { skip: file ? false : 'KNOOPPUNT_SCHEDULE_SCHEMA is not set' }, async () => {
  // The file has remarks, which JSON knows not. Its `start` asks for a date with its time, where every public file has a clock.
  const schema = JSON.parse(readFileSync(file, 'utf8').replace(/^\s*\/\/.*$/gm, ''));
  const ajv = new Ajv({ allErrors: true, format: 'fast', unknownFormats: 'ignore', formats: { 'date-time': /./ } });
  ajv.addMetaSchema(JSON.parse(readFileSync(new URL('node_modules/ajv/lib/refs/json-schema-draft-06.json', import.meta.url))));
  const valid = ajv.compile(schema);
  const schedule = await (await fetch(`${process.env.KNOOPPUNT_URL}/congres/2024/schedule.json`)).json();
  assert.ok(valid(schedule), JSON.stringify(valid.errors, null, 1));
  delete schedule.schedule.conference.title;
  assert.ok(!valid(schedule), 'the schema is one that refuses');
});
