// Whose turn it is to ask. The server answers only the newest of a tab's questions for certain, so that two parts
// of the editor that ask at once would push each other aside: here they ask one after the other, and what
// nobody waits for any more is never sent.
let last: Promise<unknown> = Promise.resolve();

export function inTurn<T>(wanted: () => boolean, ask: () => Promise<T>): Promise<T | undefined> {
  const mine = last.then(() => (wanted() ? ask() : undefined));
  last = mine.catch(() => undefined);
  return mine;
}
