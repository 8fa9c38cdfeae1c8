// Just enough IPv4 to propose a free block; judging blocks is the engine's work.

interface Block {
  readonly first: number;
  readonly last: number;
  readonly bits: number;
}

function parse(cidr: string): Block | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(cidr);
  if (!match) return undefined;
  const [a = 0, b = 0, c = 0, d = 0, bits = 0] = match.slice(1).map(Number);
  if (bits > 32 || [a, b, c, d].some((part) => part > 255)) return undefined;
  const size = 2 ** (32 - bits);
  const address = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d;
  const first = address - (address % size);
  return { first, last: first + size - 1, bits };
}

function format(address: number, bits: number): string {
  const part = (shift: number) => Math.floor(address / 2 ** shift) % 256;
  return `${part(24)}.${part(16)}.${part(8)}.${part(0)}/${bits}`;
}

/** The first block of the wanted size, or the largest smaller one down to /28, that overlaps none taken. */
export function freeBlock(
  within: readonly string[],
  taken: readonly string[],
  bits: number,
): string | undefined {
  const used = taken.flatMap((cidr) => parse(cidr) ?? []);
  for (const room of within.flatMap((cidr) => parse(cidr) ?? [])) {
    for (let wanted = Math.max(bits, room.bits); wanted <= 28; wanted++) {
      const found = firstFree(room, used, wanted);
      if (found !== undefined) return format(found, wanted);
    }
  }
  return undefined;
}

function firstFree(room: Block, used: readonly Block[], bits: number): number | undefined {
  const size = 2 ** (32 - bits);
  let at = room.first;
  while (at + size - 1 <= room.last) {
    const start = at;
    const inWay = used.find((block) => block.first <= start + size - 1 && start <= block.last);
    if (!inWay) return at;
    // Blocks begin at multiples of their size: go on behind what is in the way.
    at = Math.ceil((inWay.last + 1) / size) * size;
  }
  return undefined;
}
