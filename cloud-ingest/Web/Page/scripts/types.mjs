// Makes src/api/types.ts from the service's own document: node scripts/types.mjs < openapi.json
// Only what the page uses, and what that is made of. tests/Web holds the file against the running service.
import { readFileSync } from "node:fs";

const roots = [
  "AreaTree", "AuditPage", "ExclusionPage", "GatesTodayAnswer", "IssueDocument", "OverviewAnswer", "ReportList", "ReportVersions", "ScreeningPage", "SessionItem", "TrendAnswer", "WarningDetailItem", "WarningPage",
];

const schemas = JSON.parse(readFileSync(0, "utf8")).components.schemas;
const done = new Map();

function nameOf(ref) {
  const name = ref.split("/").pop();
  define(name);
  // A word that may be missing has null among its values; here each place says so instead.
  return schemas[name].enum?.includes(null) ? `${name} | null` : name;
}

function typeOf(schema) {
  if (schema.$ref) return nameOf(schema.$ref);
  if (schema.oneOf) return [...new Set(schema.oneOf.flatMap((one) => typeOf(one).split(" | ")))].sort((a, b) => (a === "null") - (b === "null")).join(" | ");
  if (schema.enum) return schema.enum.filter((value) => value !== null).map((value) => JSON.stringify(value)).join(" | ");
  if (schema.type === "null") return "null";
  const kinds = [schema.type ?? []].flat();
  const nothing = kinds.includes("null") ? " | null" : "";
  // The document lets numbers be texts as well, which the service never writes.
  if (kinds.includes("integer") || kinds.includes("number")) return "number" + nothing;
  if (kinds.includes("array")) {
    const item = typeOf(schema.items);
    return (item.includes("|") ? `(${item})[]` : `${item}[]`) + nothing;
  }
  if (kinds.includes("string") || kinds.includes("boolean")) return kinds.find((kind) => kind !== "null") + nothing;
  if (kinds.includes("object") && schema.additionalProperties) return `Record<string, ${typeOf(schema.additionalProperties)}>${nothing}`;
  throw new Error(`no type for ${JSON.stringify(schema)}`);
}

function define(name) {
  if (done.has(name)) return;
  done.set(name, "");
  const schema = schemas[name];
  if (!schema) throw new Error(`the document has no ${name}`);
  if (!schema.properties) {
    done.set(name, `export type ${name} = ${typeOf(schema)};\n`);
    return;
  }
  // All of these are answers, in which the service writes every property, null or not.
  const lines = Object.entries(schema.properties).map(([key, value]) => `  ${key}: ${typeOf(value)};\n`);
  done.set(name, `export interface ${name} {\n${lines.join("")}}\n`);
}

roots.forEach(define);
const text = [...done].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, definition]) => definition);
process.stdout.write(`// Made from the service's OpenAPI document by scripts/types.mjs; not edited by hand.\n\n${text.join("\n")}`);
