// Writes the types of the API's documents from its description; with `--check` it only says whether they are those of it.
import { readFileSync, writeFileSync } from "node:fs";
import openapiTS, { astToString } from "openapi-typescript";
import ts from "typescript";

const description = new URL("../openapi.json", import.meta.url);
const types = new URL("src/api/schema.d.ts", import.meta.url);
const HEAD = "// Made from functions/admin-api/openapi.json by `npm run generate`. Change it there.\n\n";

const { factory } = ts;
/** `string & {}`: any text, which keeps the words beside it from vanishing into `string`. */
const ANY_TEXT = factory.createIntersectionTypeNode([
  factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
  factory.createTypeLiteralNode([]),
]);

/** A list of words that a later release may add to: those that we know, or any other text. */
function open(schema) {
  const words = schema["x-extensible-enum"];
  if (!words) return undefined;
  const known = words.map((word) => factory.createLiteralTypeNode(factory.createStringLiteral(word)));
  return factory.createUnionTypeNode([...known, factory.createParenthesizedType(ANY_TEXT)]);
}

const made = HEAD + astToString(await openapiTS(description, { transform: open, silent: true }));
if (!process.argv.includes("--check")) {
  writeFileSync(types, made);
} else if (made !== readFileSync(types, "utf8")) {
  process.stderr.write("src/api/schema.d.ts is not what openapi.json describes: run `cargo xtask openapi`, or here `npm run generate`.\n");
  process.exitCode = 1;
}
