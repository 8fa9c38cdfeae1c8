import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { canonical, canonicalJson, digest, normalized } from "./canonical";
import type { Section } from "./gen";

interface Vector {
  readonly name: string;
  readonly json: string;
  readonly canonical?: string;
  readonly error?: boolean;
  readonly section?: Section;
  readonly id?: string;
  readonly digest?: string;
}

// Written by the engine's side: both must spell every value alike.
const vectors = JSON.parse(readFileSync("engine/design/testdata/canonical.json", "utf8")) as Vector[];

for (const vector of vectors) {
  test(`canonical vector: ${vector.name}`, async () => {
    if (vector.error) {
      assert.throws(() => canonicalJson(vector.json));
      return;
    }
    const spelt = canonicalJson(vector.json);
    assert.equal(spelt, vector.canonical);
    assert.equal(canonicalJson(spelt), spelt, "the canonical form is its own");
    if (vector.digest && vector.section && vector.id !== undefined) {
      const sum = await digest(vector.section, vector.id, JSON.parse(vector.json));
      assert.equal(Buffer.from(sum).toString("hex"), vector.digest);
    }
  });
}

test("the vectors have refusals and digests", () => {
  assert.ok(vectors.some((vector) => vector.error));
  assert.ok(vectors.some((vector) => vector.digest));
});

test("absent members are left out, and half a character is refused", () => {
  assert.equal(canonical({ b: undefined, a: 1 }), '{"a":1}');
  assert.throws(() => canonical({ name: "\ud800" }), /surrogate/);
  assert.throws(() => canonical({ n: 0.5 }), /integers/);
});

test("typed text is kept in NFC", () => {
  assert.deepEqual(normalized({ "e\u0301": ["a\u0301"] }), { "\u00e9": ["\u00e1"] });
});
