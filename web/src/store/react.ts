import { createContext, useContext, useSyncExternalStore } from "react";
import type { State, Store } from "./store";

export const StoreContext = createContext<Store | undefined>(undefined);

export function useStore(): Store {
  const store = useContext(StoreContext);
  if (!store) throw new Error("there is no store above this component");
  return store;
}

/** A slice of the state. The slice must be a value that the state holds, not one made on each call. */
export function useSlice<T>(slice: (state: State) => T): T {
  const store = useStore();
  return useSyncExternalStore(store.subscribe, () => slice(store.state));
}
