// Turns TypeScript interfaces into JSON Schemas. Standard input: [{module, type}, ...]; standard output: the schemas in the same order.
// Runs in the folder that holds node_modules. The types are checked, so that a missing module or name is an error, not an empty schema.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.cwd();
const { createFormatter, createParser, createProgram, SchemaGenerator } = createRequire(join(folder, "package.json"))("ts-json-schema-generator");

const wanted = JSON.parse(readFileSync(0, "utf8"));
// One alias each: the packages use the same interface name in several groups.
const lines = wanted.map(({ module, type }, index) => `import { ${type} as T${index} } from "${module}";\nexport type Wanted${index} = T${index};\n`);
const path = join(folder, "wanted.ts");
writeFileSync(path, lines.join(""));

const tsconfig = join(folder, "tsconfig.json");
const compilerOptions = { module: "esnext", moduleResolution: "bundler", target: "es2022", strict: true, noEmit: true, skipLibCheck: true, types: [] };
writeFileSync(tsconfig, JSON.stringify({ compilerOptions, files: ["wanted.ts"] }));

const config = { path, tsconfig, type: "*", expose: "none", topRef: false, jsDoc: "none", additionalProperties: false, sortProps: true };
const program = createProgram(config);
const generator = new SchemaGenerator(program, createParser(program, config), createFormatter(config), config);
process.stdout.write(JSON.stringify(wanted.map((_, index) => generator.createSchema(`Wanted${index}`))));
