import { I18nProvider } from "react-aria-components";
import { createRoot } from "react-dom/client";
import { actions } from "./actions/actions";
import { listenToKeys } from "./actions/keys";
import { type App, AppContext } from "./app";
import { Viewport } from "./canvas/viewport";
import { useLang } from "./i18n";
import { pageOf } from "./shell/page";
import { applyPreferences } from "./shell/preferences";
import { Shell } from "./shell/Shell";
import { StoreContext } from "./store/react";
import { claimActor, shelfIn } from "./store/shelf";
import { Store } from "./store/store";
import "./main.css";

function Root({ app }: { readonly app: App }) {
  const lang = useLang();
  return (
    <I18nProvider locale={lang}>
      <AppContext value={app}>
        <StoreContext value={app.store}>
          <Shell />
        </StoreContext>
      </AppContext>
    </I18nProvider>
  );
}

async function start(root: HTMLElement): Promise<void> {
  const page = pageOf(root);
  applyPreferences(page.lang);
  const actor = await claimActor(sessionStorage, page.doc);
  const store = new Store(actor, shelfIn(sessionStorage, page.doc));
  const app: App = { store, viewport: new Viewport(), page };
  listenToKeys(app, actions);
  createRoot(root).render(<Root app={app} />);
}

const root = document.getElementById("editor");
if (root) void start(root);
