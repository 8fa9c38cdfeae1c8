// The keys that the list of resources has of its own, for the list of keys.
import type { Key } from "../i18n";

export const treeKeys: readonly { readonly keys: readonly string[]; readonly says: Key }[] = [
  { keys: ["ArrowUp", "ArrowDown"], says: "keys.tree.walk" },
  { keys: ["ArrowRight", "ArrowLeft"], says: "keys.tree.open" },
  { keys: ["Enter"], says: "keys.tree.properties" },
  { keys: ["F2"], says: "keys.tree.rename" },
  { keys: ["Delete"], says: "action.delete" },
  { keys: ["A-Z"], says: "keys.tree.find" },
];
