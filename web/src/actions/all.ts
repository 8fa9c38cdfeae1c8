// Every command there is: what the palette offers and the list of keys is made from.
import type { Action } from "./action";
import { actions, themeActions } from "./actions";
import { addActions } from "./add";

export const allActions: readonly Action[] = [...actions, ...addActions, ...themeActions];
