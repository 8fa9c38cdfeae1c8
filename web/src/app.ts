// The parts of a running editor, handed to actions and to the shell.
import { createContext, useContext } from "react";
import type { Viewport } from "./canvas/viewport";
import type { Page } from "./shell/page";
import type { Store } from "./store/store";
import type { Connection } from "./wire/socket";

export interface App {
  readonly store: Store;
  readonly connection: Connection;
  readonly viewport: Viewport;
  readonly page: Page;
}

export const AppContext = createContext<App | undefined>(undefined);

export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error("there is no app above this component");
  return app;
}
