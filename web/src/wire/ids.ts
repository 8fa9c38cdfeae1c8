const letters = "abcdefghijklmnopqrstuvwxyz";
const all = `${letters}0123456789`;

/** A fresh element id: 12 characters, short enough for a VPC, whose own objects add a suffix to it. */
export const newId = (): string => random(12);

/** A fresh row key. Rows are keyed at random, so that two people's new rows never meet in one. */
export const newRowKey = (): string => random(8);

/** A fresh actor: 128 random bits in hexadecimal. */
export function newActor(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}

function random(length: number): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length));
  return Array.from(bytes, (byte, i) => {
    const alphabet = i === 0 ? letters : all;
    return alphabet[byte % alphabet.length];
  }).join("");
}
