// Makes app/src/parts/chart/map/outline.rs: coast and borders around the North Sea, from Natural Earth 1:10m (public domain) as
// the npm package world-atlas 2.0.2 has it. Run once, by hand, when the window or the accuracy is to change:
//   npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz && node .build/outline.mjs package/countries-10m.json

import { readFileSync, writeFileSync } from 'node:fs';

// The window in degrees, and the drawing in its own units: equirectangular, true at the middle parallel. The same numbers
// stand in app/src/parts/chart/map.rs.
const WEST = -1.2;
const EAST = 10.8;
const SOUTH = 49.6;
const NORTH = 55.2;
const WIDTH = 360;
const SCALE = WIDTH / (EAST - WEST);
const STRETCH = 1 / Math.cos((52.4 * Math.PI) / 180);
const HEIGHT = (NORTH - SOUTH) * SCALE * STRETCH;
// Corners that lie nearer than this to the line between their neighbours are left out; islands below this area as well.
const TOLERANCE = 0.6;
const SMALLEST = 2.5;

const world = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const { scale, translate } = world.transform;
const arcs = world.arcs.map((arc) => {
  let [x, y] = [0, 0];
  return arc.map(([dx, dy]) => {
    x += dx;
    y += dy;
    const [lon, lat] = [x * scale[0] + translate[0], y * scale[1] + translate[1]];
    return [(lon - WEST) * SCALE, (NORTH - lat) * SCALE * STRETCH];
  });
});

// Arcs are made simple before rings are put together of them, so that neighbours keep a common border.
const simple = arcs.map((points) => (near(points) ? simplify(points) : points));
const uses = new Map();
const polygons = [];
for (const country of world.objects.countries.geometries) {
  const each = country.type === 'Polygon' ? [country.arcs] : (country.arcs ?? []);
  for (const [outer, ...holes] of each) {
    for (const ring of [outer, ...holes]) {
      for (const arc of ring) uses.set(arc < 0 ? ~arc : arc, (uses.get(arc < 0 ? ~arc : arc) ?? 0) + 1);
      const clipped = clip(ringOf(ring));
      if (clipped.length > 2 && Math.abs(area(clipped)) >= SMALLEST) polygons.push(clipped);
    }
  }
}
const land = polygons.map((ring) => `${line(ring)}Z`).join('');
const borders = [...uses]
  .filter(([, times]) => times > 1)
  .flatMap(([arc]) => pieces(simple[arc]))
  .map(line)
  .join('');
const source = `//! Coast and borders around the North Sea. Made by \`.build/outline.mjs\` from Natural Earth 1:10m (naturalearthdata.com, public
//! domain), as the npm package world-atlas 2.0.2 has it. Not edited by hand.

/// Land, as closed rings; in the units of the drawing.
pub const LAND: &str = "\\
${wrapped(land)}";

/// Borders between countries, as lines.
pub const BORDERS: &str = "\\
${wrapped(borders)}";
`;
writeFileSync(new URL('../app/src/parts/chart/map/outline.rs', import.meta.url), source);
console.log(`${land.length + borders.length} bytes, ${polygons.length} rings, drawing of ${WIDTH} by ${HEIGHT.toFixed(1)}`);

function wrapped(path) {
  return path.replace(/(.{1,112} )/g, '$1\\\n');
}

function near(points) {
  return points.some(([x, y]) => x > -60 && x < WIDTH + 60 && y > -60 && y < HEIGHT + 60);
}

function ringOf(ring) {
  return ring.flatMap((arc) => (arc < 0 ? simple[~arc].toReversed() : simple[arc]).slice(0, -1));
}

/** Douglas and Peucker (1973). */
function simplify(points) {
  if (points.length < 3) return points;
  const [a, b] = [points[0], points.at(-1)];
  let [far, at] = [0, 0];
  for (let i = 1; i < points.length - 1; i += 1) {
    const distance = away(points[i], a, b);
    if (distance > far) [far, at] = [distance, i];
  }
  if (far <= TOLERANCE) return [a, b];
  return [...simplify(points.slice(0, at + 1)).slice(0, -1), ...simplify(points.slice(at))];
}

function away([x, y], [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

/** Sutherland and Hodgman (1974), a little outside the drawing so that cut edges do not show. */
function clip(ring) {
  const edge = 4;
  const sides = [
    [0, -edge, 1],
    [0, WIDTH + edge, -1],
    [1, -edge, 1],
    [1, HEIGHT + edge, -1],
  ];
  return sides.reduce((points, [axis, limit, sign]) => {
    const inside = (point) => (point[axis] - limit) * sign >= 0;
    return points.flatMap((point, i) => {
      const before = points.at(i - 1);
      const cross = () => {
        const t = (limit - before[axis]) / (point[axis] - before[axis]);
        return [before[0] + t * (point[0] - before[0]), before[1] + t * (point[1] - before[1])];
      };
      if (inside(point)) return inside(before) ? [point] : [cross(), point];
      return inside(before) ? [cross()] : [];
    });
  }, ring);
}

/** The parts of a line that lie in the drawing. */
function pieces(points) {
  const inside = ([x, y]) => x > -4 && x < WIDTH + 4 && y > -4 && y < HEIGHT + 4;
  const found = [];
  points.forEach((point, i) => {
    if (!inside(point)) return;
    if (i === 0 || !inside(points[i - 1])) found.push(i > 0 ? [points[i - 1]] : []);
    found.at(-1).push(point);
    if (i < points.length - 1 && !inside(points[i + 1])) found.at(-1).push(points[i + 1]);
  });
  return found.filter((piece) => piece.length > 1);
}

function area(ring) {
  return ring.reduce((sum, [x, y], i) => sum + ring.at(i - 1)[0] * y - x * ring.at(i - 1)[1], 0) / 2;
}

/** A path in steps of tenths from corner to corner. */
function line(points) {
  const tenths = points.map((point) => point.map((number) => Math.round(number * 10)));
  const step = ([x, y], [bx, by]) => `${written(x - bx)}${y < by ? '' : ' '}${written(y - by)}`;
  const [[x, y]] = tenths;
  const steps = tenths.slice(1).map((point, i) => step(point, tenths[i]));
  return `M${written(x)} ${written(y)} l${steps.join(' ')}`;
}

function written(tenths) {
  return String(tenths / 10).replace(/^(-?)0\./, '$1.');
}
