// The one spelling of a JSON value: RFC 8785 with integers only. Equal values have equal bytes here and in
// the engine; the vectors that both read are engine/design/testdata/canonical.json.
import type { Section } from "./gen";

const loneSurrogate = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** Throws on what has no canonical form: a fraction, an integer beyond 2^53, half a character. */
export function canonical(value: unknown): string {
  switch (typeof value) {
    case "string":
      return text(value);
    case "boolean":
      return value ? "true" : "false";
    case "number":
      if (!Number.isSafeInteger(value)) throw new Error(`numbers are integers up to 2^53, not ${value}`);
      return String(value === 0 ? 0 : value); // -0 is 0
    case "object":
      if (value === null) return "null";
      if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
      return object(value as { [key: string]: unknown });
    default:
      throw new Error(`JSON has no ${typeof value}`);
  }
}

// JSON.stringify writes strings exactly as RFC 8785 asks, but for lone surrogates, which it escapes.
function text(value: string): string {
  if (loneSurrogate.test(value)) throw new Error("a text holds half of a character (a lone surrogate)");
  return JSON.stringify(value);
}

function object(value: { [key: string]: unknown }): string {
  // The default sort compares UTF-16 code units, which is the order that RFC 8785 asks for.
  const keys = Object.keys(value).filter((key) => value[key] !== undefined);
  const members = keys.sort().map((key) => `${text(key)}:${canonical(value[key])}`);
  return `{${members.join(",")}}`;
}

/** Respells JSON text. A number with a fraction or an exponent is refused even where its value is an integer:
 * to the engine, which reads the text, it is none. */
export function canonicalJson(json: string): string {
  const withoutTexts = json.replace(/"(?:[^"\\]|\\.)*"/g, "");
  if (/\d[.eE]/.test(withoutTexts))
    throw new Error("numbers are integers, without a fraction or an exponent");
  return canonical(JSON.parse(json));
}

/** All texts in NFC, keys too: how the engine keeps what people type. */
export function normalized(value: unknown): unknown {
  if (typeof value === "string") return value.normalize("NFC");
  if (Array.isArray(value)) return value.map(normalized);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key.normalize("NFC"), normalized(member)]),
  );
}

/** SHA-256 of one element: section, id and canonical bytes, each ended by a newline. */
export async function digest(section: Section, id: string, element: unknown): Promise<Uint8Array> {
  const bytes = new TextEncoder().encode(`${section}\n${id}\n${canonical(element)}\n`);
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
}
