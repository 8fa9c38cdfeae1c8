import { useState } from "react";
import {
  Autocomplete,
  Dialog,
  Input,
  Menu,
  MenuItem,
  Modal,
  ModalOverlay,
  SearchField,
} from "react-aria-components";
import type { Action } from "../actions/action";
import { allActions } from "../actions/all";
import { keyLabel } from "../actions/keys";
import { search } from "../actions/search";
import { useApp } from "../app";
import { t } from "../i18n";
import { Icon } from "./Icon";
import { showOverlay } from "./overlays";

const close = () => showOverlay(undefined);

/** Every command by some of its words. The focus goes back to where it was before the command runs. */
export function Palette() {
  const app = useApp();
  const run = (action: Action) => {
    close();
    // After the dialog has gone: what runs may open another one, or mind where the focus is.
    setTimeout(() => action.enabled(app) && action.run(app), 0);
  };
  return (
    <ModalOverlay className="veil" isOpen isDismissable onOpenChange={close}>
      <Modal className="palette">
        <Dialog className="palette-dialog" aria-label={t("action.palette")}>
          <Commands run={run} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Commands({ run }: { readonly run: (action: Action) => void }) {
  const app = useApp();
  const [query, setQuery] = useState("");
  const found = search(
    allActions.filter(({ id }) => id !== "palette"),
    query,
  );
  // What cannot be done now is shown, so that nobody looks for it in vain, but after what can.
  const [can, cannot] = [found.filter((action) => action.enabled(app)), found.filter((a) => !a.enabled(app))];
  return (
    <Autocomplete inputValue={query} onInputChange={setQuery}>
      <SearchField className="palette-search" aria-label={t("palette.search")} autoFocus>
        <Icon name="search" />
        <Input className="palette-input" placeholder={t("palette.search")} />
      </SearchField>
      <Menu
        className="menu palette-list"
        aria-label={t("action.palette")}
        items={[...can, ...cannot]}
        disabledKeys={cannot.map(({ id }) => id)}
        onAction={(id) => {
          const action = allActions.find((one) => one.id === id);
          if (action) run(action);
        }}
        renderEmptyState={() => <p className="quiet">{t("palette.none")}</p>}
      >
        {(action) => <Command action={action} />}
      </Menu>
    </Autocomplete>
  );
}

function Command({ action }: { readonly action: Action }) {
  const [key] = action.keys;
  const label = action.label();
  return (
    <MenuItem
      className="menu-item"
      id={action.id}
      textValue={label}
      aria-label={key ? `${label} ${keyLabel(key)}` : label}
    >
      <Icon name={action.glyph} size={16} />
      <span className="menu-label">{label}</span>
      {key && (
        <>
          {" "}
          <kbd className="menu-key">{keyLabel(key)}</kbd>
        </>
      )}
    </MenuItem>
  );
}
