// Schemas of what apps read into types: TypeScript, which is compiled with whatever else stands in OUT, Swift and Kotlin,
// which are only written. node types.mjs SCHEMAS OUT NAME...; prints how many types each schema gave in each language.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../npm/package.json", import.meta.url));
const { compile } = require("json-schema-to-typescript");
const { InputData, JSONSchemaInput, FetchingJSONSchemaStore, quicktype } = require("quicktype-core");

const [schemas, out, ...names] = process.argv.slice(2);
mkdirSync(out, { recursive: true });

const typescript = (schema) => compile(schema, schema.title, { cwd: schemas, bannerComment: "" });

const other = async (lang, schema) => {
  const input = new JSONSchemaInput(new FetchingJSONSchemaStore());
  await input.addSource({ name: schema.title, schema: JSON.stringify(schema) });
  const inputData = new InputData();
  inputData.addInput(input);
  return (await quicktype({ inputData, lang })).lines.join("\n");
};

const LANGUAGES = {
  typescript: ["ts", /^export (?:interface|type) /gm],
  swift: ["swift", /^(?:struct|enum|class) /gm],
  kotlin: ["kt", /^(?:data |enum |sealed )?class /gm],
};

const told = {};
for (const name of names) {
  const schema = JSON.parse(readFileSync(`${schemas}/${name}.schema.json`, "utf8"));
  told[name] = {};
  for (const [lang, [end, type]] of Object.entries(LANGUAGES)) {
    const text = lang === "typescript" ? await typescript(structuredClone(schema)) : await other(lang, schema);
    writeFileSync(`${out}/${name}.${end}`, text);
    told[name][lang] = text.match(type)?.length ?? 0;
  }
}
const options = { strict: true, noEmit: true, target: "es2022", types: [] };
writeFileSync(`${out}/tsconfig.json`, JSON.stringify({ compilerOptions: options, include: ["*.ts"] }));
execFileSync(process.execPath, [require.resolve("typescript/bin/tsc"), "--project", out], { stdio: ["ignore", 2, 2] });
console.log(JSON.stringify(told));
