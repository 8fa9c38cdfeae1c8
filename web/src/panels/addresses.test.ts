import assert from "node:assert/strict";
import { test } from "node:test";
import { addressText, type Block, blockText, parseAddress, parseBlock, sizeOf, usableOf } from "./addresses";

const block = (text: string): Block => {
  const parsed = parseBlock(text);
  assert.ok(parsed, text);
  return parsed;
};

test("blocks are spelled as the engine spells them", () => {
  const spellings: [string, string | undefined][] = [
    ["10.0.0.0/16", "10.0.0.0/16"],
    [" 10.1.2.3/8 ", "10.0.0.0/8"],
    ["0.0.0.0/0", "0.0.0.0/0"],
    ["::/0", "::/0"],
    ["2001:DB8:0:0:1::/64", "2001:db8::/64"],
    ["2001:db8:0:1:0:0:0:0/64", "2001:db8:0:1::/64"],
    ["10.0.0.0/33", undefined],
    ["10.0.0.0/016", undefined],
    ["10.0.0.0", undefined],
    ["10.0.0.256/24", undefined],
    ["10.00.0.1/24", undefined],
    ["1::2::3/64", undefined],
    ["1:2:3:4:5:6:7::8/64", undefined],
    ["10.0.0.0/24/1", undefined],
    ["ten/8", undefined],
  ];
  for (const [text, want] of spellings) {
    const parsed = parseBlock(text);
    assert.equal(parsed && blockText(parsed), want, text);
  }
});

test("addresses read back as they were written", () => {
  for (const text of [
    "0.0.0.0",
    "192.0.2.255",
    "::",
    "::1",
    "2001:db8::1",
    "1:2:3:4:5:6:7:8",
    "1::4:5:0:0:8",
  ]) {
    const parsed = parseAddress(text);
    assert.equal(parsed && addressText(parsed), text);
  }
});

test("a /28 has 16 addresses and 11 usable ones", () => {
  assert.equal(sizeOf(block("10.0.0.0/28")), 16n);
  assert.equal(usableOf(block("10.0.0.0/28")), 11n);
  assert.equal(usableOf(block("10.0.0.0/31")), 0n);
});
