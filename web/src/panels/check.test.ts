import assert from "node:assert/strict";
import { test } from "node:test";
import type { Field, FieldType } from "../wire/gen";
import { check, checkAddress } from "./check";

const field = (type: FieldType, more: Partial<Field> = {}): Field => ({
  name: "f",
  label: { en: "F", ja: "F" },
  type,
  ...more,
});

function reads(
  type: FieldType,
  cases: readonly (readonly [string, string | number | undefined])[],
  more?: Partial<Field>,
) {
  for (const [text, want] of cases) {
    const got = check(field(type, more), text);
    assert.equal("value" in got ? got.value : undefined, want, `${type} ${JSON.stringify(text)}`);
  }
}

test("ports", () => {
  reads("ports", [
    ["", ""],
    ["80", "80"],
    ["8000 - 8080", "8000-8080"],
    ["443-443", "443"],
    ["0-65535", ""],
    ["080", "80"],
    ["65536", undefined],
    ["90-80", undefined],
    ["http", undefined],
    ["80,443", undefined],
    ["-1", undefined],
  ]);
});

test("a range written backwards says so", () => {
  const got = check(field("ports"), "90-80");
  assert.deepEqual(got, { problem: { key: "check.portsOrder", values: { from: 90, to: 80 } } });
});

test("ICMP types", () => {
  reads("types", [
    ["", ""],
    ["8", "8"],
    ["3:4", "3:4"],
    ["256", undefined],
    ["3:256", undefined],
    ["3:", undefined],
    ["echo", undefined],
  ]);
});

test("protocols have one name each", () => {
  reads("protocol", [
    ["TCP", "tcp"],
    ["6", "tcp"],
    ["-1", "all"],
    ["", "all"],
    ["58", "icmpv6"],
    ["47", "47"],
    ["256", undefined],
    ["ftp", undefined],
  ]);
});

test("whole numbers within their bounds", () => {
  reads(
    "int",
    [
      ["100", 100],
      ["0", undefined],
      ["32767", undefined],
      ["1.5", undefined],
      ["", undefined],
    ],
    {
      min: 1,
      max: 32766,
    },
  );
  reads("int", [
    ["-3", -3],
    ["99999", 99999],
  ]);
});

test("a block without its length is explained by example", () => {
  assert.deepEqual(check(field("cidr"), "10.0.0.4"), {
    problem: { key: "check.cidrNoLength", values: { example: "10.0.0.4/32" } },
  });
  for (const [text, example] of [
    ["10.0.4.0", "10.0.4.0/24"],
    ["2001:db8::", "2001:db8::/64"],
    ["2001:db8::1", "2001:db8::1/128"],
  ] as const)
    assert.deepEqual(check(field("cidr"), text), {
      problem: { key: "check.cidrNoLength", values: { example } },
    });
  reads("cidr", [
    ["", ""],
    ["10.1.2.3/16", "10.1.0.0/16"],
    ["10.1.2/16", undefined],
  ]);
});

test("addresses of an interface", () => {
  assert.deepEqual(checkAddress(" 10.0.0.4 "), { value: "10.0.0.4" });
  assert.deepEqual(checkAddress("2001:DB8:0::1"), { value: "2001:db8::1" });
  assert.ok("problem" in checkAddress("10.0.0.0/24"));
});
