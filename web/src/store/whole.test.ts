import assert from "node:assert/strict";
import { test } from "node:test";
import { WholeContent } from "./whole";

/** Content at revision 5 that came as a whole, and what was asked of the server. */
function imported() {
  const whole = new WholeContent();
  const asked: string[] = [];
  let head = 5;
  whole.restore = (to, leaving) => {
    asked.push(`${leaving}->${to}`);
    head++;
    whole.startedFrom(head);
    return Promise.resolve(head);
  };
  whole.came({ rev: 5, before: 4, after: 5 });
  return { whole, asked };
}

test("an import is taken back and done again, as often as somebody likes", async () => {
  const { whole, asked } = imported();
  assert.equal(whole.can("undo"), false, "the new content is not here yet");
  whole.startedFrom(5);
  for (const way of ["undo", "redo", "undo"] as const) {
    assert.deepEqual([whole.can("undo"), whole.can("redo")], [way === "undo", way === "redo"]);
    await whole.reverse();
  }
  assert.deepEqual(asked, ["5->4", "4->5", "5->4"]);
});

test("a second press while the first is under way does nothing", async () => {
  const { whole, asked } = imported();
  whole.startedFrom(5);
  await Promise.all([whole.reverse(), whole.reverse()]);
  assert.equal(asked.length, 1);
});

test("what others did since is never taken back along with it", () => {
  const { whole } = imported();
  whole.editedByOthers(); // before the import
  whole.startedFrom(5);
  assert.equal(whole.can("undo"), true);
  whole.editedByOthers();
  assert.equal(whole.can("undo"), false);
  whole.came({ rev: 6, before: 5, after: 6 });
  whole.startedFrom(7); // somebody restored a version
  assert.equal(whole.can("undo"), false);
});
