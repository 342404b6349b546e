// What an app makes of versions.json and bundle.json, by docs/apps.md alone:
// node current.mjs FOLDER INSTANT AGREED, where AGREED is JSON: {"collection/news": "<surfaceHash>"}.
import { readFileSync } from "node:fs";

const [folder, instant, said] = process.argv.slice(2);
const read = (name) => {
  const found = JSON.parse(readFileSync(`${folder}/${name}`, "utf8"));
  if (found.format !== 1) throw new Error(`${name}: format ${found.format}`);
  return found;
};
const { versions } = read("versions.json");
const bundle = new Map(read("bundle.json").versions.map((one) => [one.version, one]));
const agreed = JSON.parse(said);

const day = new Date(new Date(instant).getTime() + 9 * 3600 * 1000).toISOString().slice(0, 10);
const standing = versions.filter((one) => one.withdrawn === undefined);
const current = standing.find((one) => one.effective <= day);
const next = standing.filter((one) => one.announced <= day && day < one.effective).at(-1);

const needed = (version, surface) => {
  if (agreed[surface.surface] === surface.surfaceHash) return false;
  if (surface.asks || surface.before.length === 0) return true;
  const before = bundle.get(version.before);
  return surface.before.some((name) => {
    const found = before?.surfaces.find((one) => one.surface === name);
    return found === undefined || needed(before, found);
  });
};
const asks = (short) => {
  const version = short && bundle.get(short.version);
  return version ? version.surfaces.filter((one) => needed(version, one)).map((one) => one.surface) : [];
};

console.log(
  JSON.stringify({
    day,
    current: current?.version ?? null,
    asksNow: asks(current),
    next: next?.version ?? null,
    asksNext: asks(next),
    changes: (next && bundle.get(next.version).changes?.changes.map((one) => one.summary ?? one.says)) ?? [],
  }),
);
